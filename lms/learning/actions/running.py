"""Opening runs of a course on given days, and changing what was planned."""

from dataclasses import asdict, dataclass
from datetime import date, timedelta

from sqlalchemy import func, select

from lms.catalog.models import Course
from lms.foundation.audit import audit
from lms.foundation.database import db
from lms.foundation.errors import Conflict, Invalid
from lms.foundation.language import Sentence, say
from lms.learning import queries
from lms.learning.actions.answering import admit_all
from lms.learning.actions.enrolling import open_default_run
from lms.learning.actions.entering import hold
from lms.learning.actions.seating import fill
from lms.learning.models import Approval, Run

LONGEST = 120  # letters of a name, and of a partner's
A_DAY = timedelta(days=1)
# Each last day of a plan, and the column of the first day that no longer counts.
LAST_DAYS = {"last_day": "closes_on", "enrol_by": "enrol_until", "withdraw_by": "withdraw_until"}
MOST_PLACES, MOST_COST = 100_000, 1_000_000_000  # rupiah a person


@dataclass(frozen=True)
class Plan:
    """What is planned for a run; without `places` anybody may come in, without `cost` it is free.

    People come in from `opens_on` to `enrol_by`, go of themselves to `withdraw_by` and learn to
    `last_day`, all included.
    """

    name: str
    opens_on: date
    last_day: date | None = None
    enrol_by: date | None = None
    withdraw_by: date | None = None
    approval: Approval = Approval.OPEN
    places: int | None = None
    partner: str | None = None
    cost: int | None = None

    @property
    def facts(self) -> dict[str, object]:
        """As a run keeps them; what ends is over when its last day is."""
        facts = asdict(self)
        ends = {column: facts.pop(name) for name, column in LAST_DAYS.items()}
        after = {name: day + A_DAY if day else None for name, day in ends.items()}
        return {**facts, **after}


def open_run(course: Course, plan: Plan, by: int) -> Run:
    """Raises Invalid where the plan cannot be carried out."""
    _ensure_sound(plan, 0)
    # Held, so that two who open one at once get two numbers.
    db.session.scalar(select(Course.id).where(Course.id == course.id).with_for_update())
    last = db.session.scalar(select(func.max(Run.number)).where(Run.course_id == course.id))
    opened = Run(
        course_id=course.id,
        agency_id=course.agency_id,
        number=(last or 0) + 1,
        self_paced=False,
        **plan.facts,
    )
    db.session.add(opened)
    db.session.flush()
    _tell("opened", opened, by)
    return opened


def change_run(run: Run, plan: Plan, by: int) -> None:
    """Nobody who is in it loses their place, and nobody in line their turn.

    Raises Invalid where the plan cannot be carried out, Conflict for the run that is always there.
    """
    if run.self_paced:
        raise Conflict(say("Belajar mandiri selalu terbuka dan tidak berjadwal."))
    held = hold(run.id)
    _ensure_sound(plan, queries.taken(held))
    for name, value in plan.facts.items():
        setattr(held, name, value)
    _carry_out(held, by)


def set_approval(course: Course, approval: Approval, by: int) -> None:
    """Who says yes before somebody learns at their own pace; that run has no other plan."""
    held = hold(open_default_run(course).id)
    held.approval = approval
    _carry_out(held, by)


def _carry_out(run: Run, by: int) -> None:
    """New places are given to those in line, and where nobody is asked any more, to who asked."""
    db.session.flush()
    fill(run)
    if run.approval == Approval.OPEN:
        admit_all(run, by)
    _tell("changed", run, by)


def _tell(verb: str, run: Run, by: int) -> None:
    audit(verb, "run", run.id, actor_id=by, agency_id=run.agency_id, name=run.name)


def _ensure_sound(plan: Plan, taken: int) -> None:
    faults: dict[str, Sentence] = {}
    if not 0 < len(plan.name) <= LONGEST:
        faults["name"] = say("Isi nama angkatan, paling panjang %(most)d huruf.", most=LONGEST)
    if plan.last_day and plan.last_day < plan.opens_on:
        faults["last_day"] = say("Hari terakhir tidak boleh sebelum hari pertama.")
    faults |= _misplaced(plan)
    if plan.places is not None and not max(1, taken) <= plan.places <= MOST_PLACES:
        faults["places"] = (
            say("Sudah ada %(taken)d peserta; tempat tidak dapat kurang dari itu.", taken=taken)
            if 0 < plan.places < taken
            else say("Isi angka dari 1 sampai %(most)d, atau kosongkan.", most=MOST_PLACES)
        )
    if plan.partner and len(plan.partner) > LONGEST:
        faults["partner"] = say("Paling panjang %(most)d huruf.", most=LONGEST)
    if plan.cost is not None and not 0 <= plan.cost <= MOST_COST:
        faults["cost"] = say("Isi angka dari 0 sampai %(most)d, atau kosongkan.", most=MOST_COST)
    if faults:
        raise Invalid(next(iter(faults.values())), faults)


def _misplaced(plan: Plan) -> dict[str, Sentence]:
    """The days to come and to go lie within the run."""
    last = plan.last_day or date.max
    outside = say("Pilih hari dalam masa angkatan, dari hari pertama sampai hari terakhir.")
    days = {"enrol_by": plan.enrol_by, "withdraw_by": plan.withdraw_by}
    return {name: outside for name, day in days.items() if day and not plan.opens_on <= day <= last}

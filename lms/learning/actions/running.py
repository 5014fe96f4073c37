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
from lms.learning.models import Run

LONGEST = 120  # letters of a name, and of a partner's
MOST_PLACES, MOST_COST = 100_000, 1_000_000_000  # rupiah a person


@dataclass(frozen=True)
class Plan:
    """What is planned for a run; without `places` anybody may come in, without `cost` it is free.

    People come in from `opens_on` to `last_day`, both included.
    """

    name: str
    opens_on: date
    last_day: date | None = None
    places: int | None = None
    partner: str | None = None
    cost: int | None = None

    @property
    def facts(self) -> dict[str, object]:
        """As a run keeps them; it closes when its last day is over."""
        facts = asdict(self)
        last = facts.pop("last_day")
        return {**facts, "closes_on": last + timedelta(days=1) if last else None}


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
    """Nobody who is in it loses their place.

    Raises Invalid where the plan cannot be carried out, Conflict for the run that is always there.
    """
    if run.self_paced:
        raise Conflict(say("Belajar mandiri selalu terbuka dan tidak berjadwal."))
    held = db.session.scalars(select(Run).where(Run.id == run.id).with_for_update()).one()
    _ensure_sound(plan, queries.taken(held))
    for name, value in plan.facts.items():
        setattr(held, name, value)
    _tell("changed", held, by)


def _tell(verb: str, run: Run, by: int) -> None:
    audit(verb, "run", run.id, actor_id=by, agency_id=run.agency_id, name=run.name)


def _ensure_sound(plan: Plan, taken: int) -> None:
    faults: dict[str, Sentence] = {}
    if not 0 < len(plan.name) <= LONGEST:
        faults["name"] = say("Isi nama angkatan, paling panjang %(most)d huruf.", most=LONGEST)
    if plan.last_day and plan.last_day < plan.opens_on:
        faults["last_day"] = say("Hari terakhir tidak boleh sebelum hari pertama.")
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

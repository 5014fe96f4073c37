"""A panel and its ratings: made, rated in two rounds."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import insert, select
from sqlalchemy.exc import IntegrityError

from lms.assessment import queries
from lms.assessment.cutting.angoff import LEAST_JUDGES, complete
from lms.assessment.models import CutItem, CutJudge, CutPanel, CutRating
from lms.assessment.models.panels import FINAL, FIRST
from lms.assessment.rules import Quiz
from lms.catalog.library import Module, page
from lms.catalog.models import Course
from lms.foundation import clock
from lms.foundation.audit import audit
from lms.foundation.database import db
from lms.foundation.errors import Conflict, Invalid, NotAllowed
from lms.foundation.inserting import insert_into
from lms.foundation.language import say

SHORTEST_DEFINITION = 40  # letters; fewer describe nobody


@dataclass(frozen=True)
class Plan:
    """What a panel is made from."""

    slug: str
    name: str
    definition: str


def make_panel(course: Course, module: Module, plan: Plan, by: int) -> CutPanel:
    """For the questions that the quiz asks or may draw now; raises Invalid, Conflict."""
    if len(plan.definition) < SHORTEST_DEFINITION:
        text = say("Gambarkan orangnya dengan paling sedikit %(n)d huruf.", n=SHORTEST_DEFINITION)
        raise Invalid(None, {"definition": text})
    made = CutPanel(
        **vars(plan),
        agency_id=course.agency_id,
        course_id=course.id,
        module_slug=module.slug,
        made_by=by,
        made_at=clock.now(),
    )
    db.session.add(made)
    try:
        db.session.flush()
    except IntegrityError:
        raise Conflict(say("Nama pendek itu sudah dipakai panel lain. Pilih yang lain.")) from None
    digests = dict.fromkeys(Quiz.of(page(module.digest).facts).questions)
    rows = [
        {"panel_id": made.id, "place": place, "question_digest": digest}
        for place, digest in enumerate(digests, 1)
    ]
    db.session.execute(insert(CutItem), rows)
    note("made", made, by)
    return made


def keep_ratings(
    panel: CutPanel, person_id: int, given: Mapping[int, int], of_round: int | None = None
) -> None:
    """Keep ratings of the round that is open; those of other questions stay.

    Raises Conflict when both are closed, Invalid for a number that is no percentage; also where
    another round is open than the one `of_round` in which they were given. Raises NotAllowed for
    who was taken back, perhaps a moment ago.
    """
    number = held_panel(panel.id).round
    judge = db.session.get(CutJudge, (panel.id, person_id), populate_existing=True)
    if judge is not None and judge.withdrawn_at is not None:
        raise NotAllowed(say("Undangan Anda dalam panel ini sudah dicabut."))
    if number is None:
        raise Conflict(say("Kedua putaran sudah ditutup, jadi penilaian tidak dapat diubah."))
    if of_round not in {None, number}:  # a page of before: what others said is not on it
        raise Invalid(
            say(
                "Putaran 1 ditutup selagi Anda mengisi, jadi angka di bawah belum tersimpan. "
                "Lihat dulu sebarannya, lalu simpan sebagai penilaian putaran 2."
            )
        )
    places = queries.cut_items(panel.id)
    if not all(place in places and 0 <= percent <= 100 for place, percent in given.items()):
        raise Invalid(say("Isi setiap soal dengan bilangan bulat 0 sampai 100."))
    if given:
        _keep(panel.id, number, {(place, person_id): given[place] for place in given})


def close_round(panel: CutPanel, by: int, of_round: int | None = None) -> None:
    """Fix what was rated; raises Conflict while fewer than two have rated everything.

    The second round begins with what each judge said in the first, theirs to change. Two who close
    the round `of_round` at once close that one alone: the later gets a Conflict.
    """
    number = held_panel(panel.id).round
    if number is None:
        raise Conflict(say("Kedua putaran sudah ditutup."))
    if of_round not in {None, number}:
        raise Conflict(say("Putaran itu sudah ditutup."))
    places = queries.cut_items(panel.id)
    counted = complete(queries.ratings(panel.id, number), len(places))
    if len(counted) < LEAST_JUDGES:
        raise Conflict(
            say(
                "Putaran ditutup setelah paling sedikit %(least)d penilai menilai semua soal; "
                "baru %(count)d.",
                least=LEAST_JUDGES,
                count=len(counted),
            )
        )
    if number == FIRST:
        panel.first_closed_at = clock.now()
        carried = {(at, who): it[at] for who, it in counted.items() for at in it}
        _keep(panel.id, FINAL, carried)
    else:
        panel.final_closed_at = clock.now()
    note("closed-round", panel, by, round=number)


def held_panel(panel_id: int) -> CutPanel:
    """Locked: nothing is rated while its round is being closed."""
    held = select(CutPanel).where(CutPanel.id == panel_id).with_for_update()
    return db.session.scalars(held.execution_options(populate_existing=True)).one()


def _keep(panel_id: int, number: int, given: Mapping[tuple[int, int], int]) -> None:
    rows = [
        {
            "panel_id": panel_id,
            "round": number,
            "place": place,
            "person_id": person_id,
            "percent": percent,
            "rated_at": clock.now(),
        }
        for (place, person_id), percent in given.items()
    ]
    statement = insert_into(CutRating).values(rows)
    kept = {name: statement.excluded[name] for name in ("percent", "rated_at")}
    key = ["panel_id", "round", "place", "person_id"]
    db.session.execute(statement.on_conflict_do_update(index_elements=key, set_=kept))


def note(verb: str, panel: CutPanel, by: int, **detail: object) -> None:
    audit(verb, "cut-panel", panel.id, actor_id=by, agency_id=panel.agency_id, **detail)

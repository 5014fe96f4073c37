"""A manuscript is handed to referees, called back, approved or sent back with a reason."""

from lms.authoring.actions.finishing import FAULTY
from lms.authoring.actions.stepping import step
from lms.authoring.actions.writing import lock
from lms.authoring.checking import Checked
from lms.authoring.models import Manuscript, ManuscriptState, RefereeRule, StepKind
from lms.authoring.queries import demands_two, files_now, writers
from lms.authoring.sealing import seal
from lms.foundation import clock
from lms.foundation.audit import audit
from lms.foundation.database import db
from lms.foundation.errors import Conflict, Invalid, NotAllowed
from lms.foundation.language import say

OWN_WORK = say(
    "Anda ikut menulis naskah ini, dan kursus ini menuntut persetujuan orang lain. "
    "Mintalah rekan yang tidak ikut menulis."
)


def submit(manuscript: Manuscript, checked: Checked, by: int, note: str) -> None:
    """Hand it to the referees as it was `checked`; raises Invalid while it holds a mistake."""
    held = lock(manuscript)
    _ensure(held, checked, ManuscriptState.WRITING)
    _take(held, ManuscriptState.REFEREED, StepKind.SUBMITTED, by, note)


def recall(manuscript: Manuscript, by: int) -> None:
    """Write on: nobody needs to decide, and what was approved or scheduled no longer is."""
    held = lock(manuscript)
    if held.state == ManuscriptState.WRITING:
        raise Conflict
    _take(held, ManuscriptState.WRITING, StepKind.RECALLED, by, "")


def approve(manuscript: Manuscript, checked: Checked, by: int, note: str) -> None:
    """Let it be published as it was `checked`, and in no other wording."""
    held = lock(manuscript)
    _ensure(held, checked, ManuscriptState.REFEREED)
    _ensure_other(held, by)
    _take(held, ManuscriptState.APPROVED, StepKind.APPROVED, by, note)


def send_back(manuscript: Manuscript, by: int, reason: str) -> None:
    held = lock(manuscript)
    if held.state != ManuscriptState.REFEREED:
        raise Conflict
    _ensure_other(held, by)
    _take(held, ManuscriptState.WRITING, StepKind.RETURNED, by, reason)


def _ensure(held: Manuscript, checked: Checked, state: ManuscriptState) -> None:
    if held.state != state or seal(files_now(held.id)) != checked.seal:
        raise Conflict
    if checked.course is None:
        raise Invalid(FAULTY)


def _ensure_other(held: Manuscript, by: int) -> None:
    if demands_two(held.agency_id, held.course_slug) and by in writers(held):
        raise NotAllowed(OWN_WORK)


def _take(held: Manuscript, state: ManuscriptState, kind: StepKind, by: int, note: str) -> None:
    held.state = state
    step(held, kind, by, note)
    what = {"actor_id": by, "agency_id": held.agency_id}
    audit(kind.value, "manuscript", held.id, **what, course=held.course_slug)


def demand(course_slug: str, agency_id: int, by: int, reason: str, *, two_people: bool) -> None:
    """Say whether this course is published only after another person's approval."""
    if demands_two(agency_id, course_slug) == two_people:
        return
    rule = RefereeRule(
        course_slug=course_slug,
        agency_id=agency_id,
        two_people=two_people,
        reason=reason,
        person_id=by,
        at=clock.now(),
    )
    db.session.add(rule)
    db.session.flush()

"""Marking one author of a group's work apart from the others, with a reason."""

from decimal import Decimal
from uuid import UUID

from lms.assignments import queries
from lms.assignments.models import MarkApart, Verdict
from lms.catalog.queries import renamed
from lms.foundation import clock
from lms.foundation.audit import audit
from lms.foundation.database import db
from lms.foundation.errors import Conflict, Invalid, NotFound
from lms.foundation.language import say
from lms.foundation.text import plain_text
from lms.learning.actions import held_enrolment, record_progress
from lms.learning.models import EnrolmentState

LONGEST = 2000  # letters of a reason


def mark_apart(
    submission_id: UUID, enrolment_id: int, score: Decimal | None, reason: str, by: int
) -> MarkApart:
    """Give one author a score of their own; what they finished stays finished.

    Raises NotFound for who is no author, Conflict before the work was accepted, Invalid where the
    score or the reason is none.
    """
    work = queries.submission(submission_id)
    if enrolment_id not in {each for each, _, _ in queries.authors(submission_id)}:
        raise NotFound
    enrolment = held_enrolment(enrolment_id)
    if work.verdict != Verdict.ACCEPTED:
        raise Conflict(say("Nilai tersendiri diberikan setelah tulisan kelompok diterima."))
    kept = plain_text(reason).strip()
    _ensure(score, kept)
    given = MarkApart(
        submission_id=submission_id,
        enrolment_id=enrolment_id,
        score=score,
        reason=kept,
        given_by=by,
        given_at=clock.now(),
    )
    db.session.add(given)
    whose = {"actor_id": by, "agency_id": enrolment.agency_id}
    audit("marked-apart", "submission", submission_id, **whose, enrolment=enrolment_id)
    db.session.flush()
    if enrolment.state != EnrolmentState.WITHDRAWN:
        slug = renamed(work.course_id, work.module_slug) or work.module_slug
        record_progress(enrolment_id, slug, done=True, score=given.score)
    return given


def _ensure(score: Decimal | None, reason: str) -> None:
    if score is None or not 0 <= score <= 100:
        raise Invalid(say("Isi nilai 0 sampai 100."), {"score": say("Isi nilai 0 sampai 100.")})
    if not 0 < len(reason) <= LONGEST:
        sentence = say("Tulis alasannya, paling banyak %(most)d huruf.", most=LONGEST)
        raise Invalid(sentence, {"reason": sentence})

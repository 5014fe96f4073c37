"""Ending an attempt, by hand or by the clock, and marking what was answered in it."""

from uuid import UUID

from sqlalchemy import select

from lms.assessment import queries
from lms.assessment.actions.grading import conclude, mark_answers
from lms.assessment.actions.standing import record_standing
from lms.assessment.models import Attempt, SubmittedBy
from lms.assessment.rules import Quiz
from lms.catalog.library import page
from lms.foundation import clock
from lms.foundation.audit import audit
from lms.foundation.database import db
from lms.foundation.errors import NotAllowed
from lms.foundation.jobs import enqueue, job
from lms.foundation.language import say
from lms.learning.actions import hold_enrolment
from lms.learning.models import Enrolment, EnrolmentState

LEFT = say("Anda sudah mengundurkan diri dari kursus ini, jadi kuisnya tidak dapat dilanjutkan.")


@job("assessment.time_out")
def time_out(attempt_id: str) -> None:
    """Hand in what is there when the time is over; another look may have done it before."""
    attempt = end_if_overdue(UUID(attempt_id))
    if attempt.submitted_at is None:  # this machine's clock is behind the one that set the time
        enqueue("assessment.time_out", due_at=attempt.deadline_at, attempt_id=attempt_id)


def end_if_overdue(attempt_id: UUID) -> Attempt:
    """The attempt, handed in where its time is over."""
    attempt = held_attempt(attempt_id)
    overdue = attempt.deadline_at is not None and attempt.deadline_at <= clock.now()
    return _end(attempt) if overdue and attempt.submitted_at is None else attempt


def submit(attempt_id: UUID) -> Attempt:
    """Hand in and mark; asked again, answers the attempt as it was marked the first time.

    Raises NotAllowed for who left the course, perhaps a moment ago at another window.
    """
    attempt = held_attempt(attempt_id)
    if attempt.submitted_at:
        return attempt
    state = select(Enrolment.state).where(Enrolment.id == attempt.enrolment_id)
    if db.session.scalar(state) == EnrolmentState.WITHDRAWN:
        raise NotAllowed(LEFT)
    return _end(attempt)


def held_attempt(attempt_id: UUID) -> Attempt:
    hold_enrolment(queries.enrolment_of(attempt_id))
    held = select(Attempt).where(Attempt.id == attempt_id).with_for_update()
    return db.session.scalars(held.execution_options(populate_existing=True)).one()


def _end(attempt: Attempt) -> Attempt:
    moment = max(clock.now(), attempt.started_at)  # where the clock was put back since
    late = attempt.deadline_at is not None and attempt.deadline_at <= moment
    attempt.submitted_by = SubmittedBy.TIME if late else SubmittedBy.PERSON
    # Time that ran out is not lengthened by whoever looks later.
    attempt.submitted_at = attempt.deadline_at if late else moment
    quiz = Quiz.of(page(attempt.document_digest).facts)
    worths = mark_answers(attempt)
    if worths is None:  # people mark the essays first
        db.session.flush()
        record_standing(attempt, quiz)
    else:
        conclude(attempt, quiz, worths)
    audit(
        "submitted",
        "attempt",
        attempt.id,
        actor_id=None if late else attempt.person_id,
        agency_id=attempt.agency_id,
        score=None if attempt.score is None else str(attempt.score),
    )
    return attempt

"""Judging a submission by its rubric: once, for ever, and with what it means for the course."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import select

from lms.assignments.actions.groups import hold_group
from lms.assignments.models import Review, Submission, Verdict
from lms.assignments.queries.authors import authors
from lms.assignments.rules import Assignment
from lms.catalog.library import page
from lms.catalog.queries import renamed
from lms.foundation import clock
from lms.foundation.audit import audit
from lms.foundation.database import db
from lms.foundation.errors import Conflict
from lms.foundation.language import say
from lms.learning.actions import held_enrolment, record_progress
from lms.learning.models import EnrolmentState
from lms.learning.queries import enrolment


def review(
    submission_id: UUID, reviewer_id: int, verdict: Verdict, ratings: Sequence[int | None]
) -> Review:
    """Judge a submission; an accepted one makes its module done, in the same transaction.

    The submission is one that is there. Raises Invalid where a behaviour has no level, Conflict
    where it was judged before.
    """
    judged = _held(submission_id)
    rules = Assignment.of(page(judged.document_digest).facts)
    levels = rules.ensure_ratings(ratings)
    given = Review(
        submission_id=judged.id,
        reviewer_id=reviewer_id,
        verdict=verdict,
        ratings=levels,
        score=rules.score(levels),
        reviewed_at=clock.now(),
    )
    db.session.add(given)
    judged.reviewed_at = given.reviewed_at
    audit(
        "reviewed",
        "submission",
        judged.id,
        actor_id=reviewer_id,
        agency_id=judged.agency_id,
        verdict=verdict,
    )
    db.session.flush()
    for each in whose(judged):
        _note_progress(judged, given, each)
    return given


def whose(work: Submission) -> list[int]:
    """The enrolments of its authors; of work that somebody wrote alone, their own."""
    together = authors(work.id) if work.group_id else []
    return sorted(each for each, _, _ in together) or [work.enrolment_id]


def _held(submission_id: UUID) -> Submission:
    """Locked, so that of two who judge at once one is told; after its enrolment, as everywhere."""
    wanted = Submission.id == submission_id
    work = db.session.get_one(Submission, submission_id)
    if work.group_id:
        hold_group(work.group_id)
    for each in whose(work):
        held_enrolment(each)
    held = select(Submission).where(wanted).with_for_update()
    found = db.session.scalars(held.execution_options(populate_existing=True)).one()
    if found.reviewed_at is not None:
        raise Conflict(
            say(
                "Kiriman ini sudah diberi penilaian, dan penilaian tidak dapat diubah. "
                "Tambahkan pesan pada percakapannya."
            )
        )
    return found


def _note_progress(judged: Submission, given: Review, enrolment_id: int) -> None:
    if enrolment(enrolment_id).state == EnrolmentState.WITHDRAWN:
        return  # who has left the course is not brought back by a late review
    accepted = given.verdict == Verdict.ACCEPTED
    record_progress(
        enrolment_id,
        renamed(judged.course_id, judged.module_slug) or judged.module_slug,
        done=accepted,
        score=given.score if accepted else None,
        detail={"state": given.verdict, "number": judged.number},
    )

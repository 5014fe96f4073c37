"""Judging a submission and saying why, in one transaction: neither comes without the other."""

from collections.abc import Sequence
from uuid import UUID

from lms.assignments.actions import review
from lms.assignments.models import Review, Submission, Verdict
from lms.foundation.database import db
from lms.mentoring.actions.talking import open_thread, spoken, write


def give_feedback(
    submission_id: UUID,
    reviewer_id: int,
    verdict: Verdict,
    ratings: Sequence[int | None],
    text: str,
) -> Review:
    """Review a submission, with what the reviewer has to say about it.

    Raises Invalid where the words or a level are missing, Conflict where it was reviewed before.
    """
    words = spoken(text)
    given = review(submission_id, reviewer_id, verdict, ratings)
    thread = open_thread(db.session.get_one(Submission, submission_id))
    write(thread.id, reviewer_id, words, str(submission_id))
    return given

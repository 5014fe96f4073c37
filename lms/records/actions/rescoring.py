"""A key was wrong, and the score in the register with it; the better one follows."""

from sqlalchemy import select

from lms.assessment.actions import attempt_remarked
from lms.assessment.models import Attempt
from lms.assessment.queries import final_score_then
from lms.catalog.library import outline
from lms.catalog.models import Revision
from lms.foundation.database import db
from lms.foundation.language import say
from lms.records.actions.correcting import Change, Grounds, better_than, write_better
from lms.records.actions.register import SYSTEM, next_position
from lms.records.models import Completion
from lms.records.queries import CURRENT

REMARKED = say("Nilai dihitung ulang setelah kunci soal diperbaiki.")


@attempt_remarked.connect
def follow_mark(attempt: Attempt) -> Completion | None:
    """Write a better record where the score that counted at completion is higher by the key of now.

    Never a lower one: a completion is not made less. What an officer has corrected is theirs, and
    attempts of later are practice. Done again, it changes nothing.
    """
    old = _current(attempt.enrolment_id)
    if old is None or old.score is None or old.recorded_by != SYSTEM:
        return None
    score = final_score_then(old.enrolment_id, outline(_revision_of(old)), old.completed_at)
    if score is None or score <= old.score:
        return None
    better = better_than(old, Change(score=score))
    return write_better(old, better, Grounds(next_position(), REMARKED.text))


def _current(enrolment_id: int) -> Completion | None:
    held = (Completion.enrolment_id == enrolment_id, CURRENT)
    return db.session.scalar(select(Completion).where(*held))


def _revision_of(completion: Completion) -> int:
    """By which the course was completed."""
    there = (Revision.course_id == completion.course_id, Revision.number == completion.revision)
    return db.session.scalars(select(Revision.id).where(*there)).one()

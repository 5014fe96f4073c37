"""How keys were corrected, and what that did to attempts."""

from collections.abc import Collection
from dataclasses import replace
from types import MappingProxyType
from typing import Any
from uuid import UUID

from sqlalchemy import ScalarSelect, exists, func, or_, select
from sqlalchemy.orm import aliased

from lms.assessment.marking.corrected import Change, corrected
from lms.assessment.models import Attempt, Essay, KeyCorrection, Mark, Regrading
from lms.catalog.library import Question, question
from lms.catalog.models import Course, QuestionUse
from lms.foundation.database import db, rows
from lms.foundation.jobs import Job, JobState
from lms.foundation.prepared import Prepared, texts

_later = aliased(KeyCorrection)
_LATEST = ~exists().where(
    _later.question_digest == KeyCorrection.question_digest, _later.id > KeyCorrection.id
)


def latest_change(digest: Any) -> ScalarSelect[Any]:
    """How a version is marked now, for a column of another statement."""
    return (
        select(KeyCorrection.change)
        .where(KeyCorrection.question_digest == digest)
        .order_by(KeyCorrection.id.desc())
        .limit(1)
        .scalar_subquery()
    )


_CHANGES = Prepared(
    select(KeyCorrection.question_digest, KeyCorrection.change).where(
        KeyCorrection.question_digest.in_(texts("digests")), _LATEST
    )
)


def changes(digests: Collection[str]) -> dict[str, Change]:
    """How these versions are marked now, where their key was corrected."""
    return {each[0]: each[1] for each in _CHANGES.all(digests=list(digests))}


def as_corrected(asked: Question, change: Change | None) -> Question:
    """With the key that holds now; what asks for it says its own."""
    if not change:
        return asked
    return replace(asked, content=MappingProxyType(dict(corrected(asked.content, change))))


def correction(correction_id: int) -> KeyCorrection | None:
    return db.session.get(KeyCorrection, correction_id)


def corrections(digest: str) -> list[KeyCorrection]:
    """All of one version, the latest first."""
    wanted = select(KeyCorrection).where(KeyCorrection.question_digest == digest)
    return list(db.session.scalars(wanted.order_by(KeyCorrection.id.desc())))


def courses_asking(digest: str) -> list[tuple[int, str]]:
    """Agency and slug of the course it belongs to, and of every one where a correction would tell.

    That is where it was answered, where an essay on it waits, and where a quiz may ask it next.
    """
    answered = exists().where(Attempt.course_id == Course.id, Mark.attempt_id == Attempt.id)
    waits = exists().where(Essay.course_id == Course.id, Essay.question_digest == digest)
    next_ = exists().where(QuestionUse.course_id == Course.id, QuestionUse.digest == digest)
    owner = question(digest).key.partition("#")[0]
    touched = (Course.slug == owner, answered.where(Mark.question_digest == digest), waits, next_)
    found = rows(select(Course.agency_id, Course.slug).where(or_(*touched)).order_by(Course.slug))
    return [(agency_id, slug) for agency_id, slug in found]


def asked_in(digest: str, correction_id: int | None = None) -> list[UUID]:
    """Attempts in which this version was marked; with a correction, those it has not reached."""
    wanted = select(Mark.attempt_id).where(Mark.question_digest == digest)
    if correction_id is not None:
        reached = exists().where(
            Regrading.correction_id == correction_id, Regrading.attempt_id == Mark.attempt_id
        )
        wanted = wanted.where(~reached)
    return list(db.session.scalars(wanted.order_by(Mark.attempt_id)))


def regraded(correction_id: int) -> tuple[int, int]:
    """How many attempts a correction has reached so far, and how many scores that changed."""
    changed = func.count().filter(Regrading.score_before != Regrading.score_after)
    counted = select(func.count(), changed).where(Regrading.correction_id == correction_id)
    reached, differing = rows(counted)[0]
    return reached, differing


def regrade_stopped(made: KeyCorrection) -> bool:
    """Whether the job ended before its time, so that somebody has to have it go on."""
    ended = exists().where(
        Job.key == made.job_key, Job.state.in_([JobState.CANCELLED, JobState.FAILED])
    )
    return bool(db.session.scalar(select(ended)))


def regrades_still(made: KeyCorrection) -> bool:
    """Whether the job that marks anew has yet to end, so that more may follow."""
    waits = exists().where(Job.key == made.job_key, Job.state == JobState.WAITING)
    return bool(db.session.scalar(select(waits)))

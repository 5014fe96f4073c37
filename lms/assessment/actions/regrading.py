"""Correcting the key of a question, and marking anew every attempt in which it was asked.

The correction is kept first, alone with the question: whoever hands in afterwards is marked by it,
whoever did before is found by the job. Done again, the job changes nothing.
"""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select, update

from lms.assessment import queries
from lms.assessment.actions.clicks import ensure_form_key
from lms.assessment.actions.ending import held_attempt
from lms.assessment.actions.grading import attempt_remarked, worth_now
from lms.assessment.actions.standing import record_standing
from lms.assessment.marking.corrected import Change
from lms.assessment.marking.worth import Worth, kept_pass, total
from lms.assessment.models import Attempt, KeyCorrection, Mark, Regrading
from lms.assessment.queries import Marked
from lms.assessment.rules import Quiz
from lms.catalog.library import page
from lms.catalog.models import QuestionVersion
from lms.foundation import clock
from lms.foundation.audit import audit
from lms.foundation.database import db, transaction
from lms.foundation.errors import Invalid
from lms.foundation.jobs import enqueue, job, progress
from lms.foundation.language import say
from lms.foundation.text import plain_text

LONGEST_REASON = 1000  # letters


@dataclass(frozen=True)
class Wanted:
    """What somebody corrects and why; the key is made with the form."""

    change: Change
    reason: str
    key: str


def correct(digest: str, by: int, agency_id: int, wanted: Wanted) -> KeyCorrection:
    """Keep a correction and ask for the attempts to be marked anew; asked twice, it is one."""
    known = _known(by, wanted.key)
    if known is not None:
        return known
    reason = plain_text(wanted.reason).strip()
    if not 0 < len(reason) <= LONGEST_REASON:
        fault = say("Tulis alasannya, paling banyak %(most)d huruf.", most=LONGEST_REASON)
        raise Invalid(fault, {"reason": fault})
    # Alone: who is handing in reads what is kept here, or has been kept before we go on.
    alone = select(QuestionVersion).where(QuestionVersion.digest == digest).with_for_update()
    db.session.scalars(alone).one()
    known = _known(by, wanted.key)  # once more: the first of two clicks has been kept by now
    if known is not None:
        return known
    made = KeyCorrection(
        question_digest=digest,
        agency_id=agency_id,
        person_id=by,
        change=dict(wanted.change),
        reason=reason,
        key=wanted.key,
        at=clock.now(),
    )
    db.session.add(made)
    db.session.flush()
    audit("corrected", "question", digest, actor_id=by, agency_id=agency_id, **wanted.change)
    enqueue("assessment.regrade", key=made.job_key, correction_id=made.id)
    return made


def _known(by: int, key: str) -> KeyCorrection | None:
    ensure_form_key(key)
    known = select(KeyCorrection).where(KeyCorrection.person_id == by, KeyCorrection.key == key)
    return db.session.scalar(known)


@job("assessment.regrade", slow=True)
def regrade(correction_id: int) -> None:
    """Bring every attempt in line, each in a transaction of its own, so that others get on.

    Cancelled, it stops between two attempts, and goes on from there when it is tried again.
    """
    correction = queries.correction(correction_id)
    if correction is None:
        return
    left = queries.asked_in(correction.question_digest, correction_id)
    for done, attempt_id in enumerate(left):
        progress(done, len(left))
        with transaction():
            regrade_attempt(attempt_id, correction_id)


def regrade_attempt(attempt_id: UUID, correction_id: int) -> None:
    """Mark one attempt anew by a correction, once, unless a later one holds by now."""
    attempt = held_attempt(attempt_id)
    correction = db.session.get_one(KeyCorrection, correction_id)
    if _is_reached(attempt_id, correction):
        return
    marks = queries.marks(attempt_id)
    asked = next(it for it in marks if it.question.digest == correction.question_digest)
    made = Regrading(
        correction_id=correction_id,
        attempt_id=attempt_id,
        points_before=asked.points,
        score_before=attempt.score,
        passed_before=attempt.passed,
        at=clock.now(),
    )
    got = _mark_again(attempt, asked)
    quiz = Quiz.of(page(attempt.document_digest).facts)
    if attempt.score is not None:
        _score_again(attempt, quiz, [worth_now(each) for each in marks])
    made.points_after = got.kept
    made.score_after, made.passed_after = attempt.score, attempt.passed
    db.session.add(made)
    db.session.flush()
    if attempt.score is not None:
        attempt_remarked.send(attempt)
        record_standing(attempt, quiz)


def _is_reached(attempt_id: UUID, correction: KeyCorrection) -> bool:
    latest = queries.corrections(correction.question_digest)[0]
    reached = select(Regrading.id).where(
        Regrading.correction_id == correction.id, Regrading.attempt_id == attempt_id
    )
    return latest.id != correction.id or db.session.scalar(reached) is not None


def _mark_again(attempt: Attempt, asked: Marked) -> Worth:
    got = worth_now(asked)
    here = (Mark.attempt_id == attempt.id, Mark.place == asked.place)
    db.session.execute(update(Mark).where(*here).values(points=got.kept, most_points=got.most))
    return got


def _score_again(attempt: Attempt, quiz: Quiz, worths: list[Worth]) -> None:
    came_to = total(worths)
    attempt.points, attempt.most_points = came_to.points, came_to.most
    held, mark = quiz.keeps_pass(attempt.passed), quiz.needs(attempt.pass_mark)
    attempt.score, attempt.passed = kept_pass(held, came_to.score, mark)

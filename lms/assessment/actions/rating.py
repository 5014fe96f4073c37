"""Marking essays: each rating is a row of its own, and marks come out once they are complete."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select

from lms.assessment import queries
from lms.assessment.actions.clicks import ensure_form_key
from lms.assessment.actions.ending import held_attempt
from lms.assessment.actions.grading import conclude, held_changes, mark_row, worth_now
from lms.assessment.marking.essays import EssayRules, settle
from lms.assessment.marking.worth import worth
from lms.assessment.models import Attempt, Essay, Mark, Rating, Stage
from lms.assessment.rules import Quiz
from lms.catalog.library import page, question
from lms.catalog.rubric import ensure_levels
from lms.foundation import clock
from lms.foundation.audit import audit
from lms.foundation.database import db
from lms.foundation.errors import Conflict, Invalid
from lms.foundation.language import say
from lms.foundation.text import plain_text

LONGEST_COMMENT = 4000  # letters


@dataclass(frozen=True)
class Judged:
    """What a marker sends; the key is made with the form, so that a second click is known."""

    levels: Sequence[int | None]
    comment: str
    key: str
    seeing_both: bool = True  # whether the page showed what two gave who differ


def rate(attempt_id: UUID, place: int, marker_id: int, judged: Judged) -> Essay:
    """Keep a rating; where it completes the paper, its marks come out as the quiz declares.

    Raises Invalid where a behaviour has no level, or where a third would decide without having seen
    both; Conflict where the marks are out or others have marked it already. Sent again under its
    key, it changes nothing.
    """
    attempt = held_attempt(attempt_id)
    essays = _essays(attempt)
    essay = essays[place]
    if not _is_known(essay, marker_id, judged):
        _ensure_takes(essay, marker_id, judged)
        _add(essay, marker_id, judged)
        quiz = Quiz.of(page(attempt.document_digest).facts)
        _settle(essay, quiz)
        _audit(attempt, place, marker_id)
        db.session.flush()
        if not quiz.marking.together:
            release(attempt)
    return essay


def _essays(attempt: Attempt) -> dict[int, Essay]:
    """All of an attempt that is held, as they are now."""
    wanted = select(Essay).where(Essay.attempt_id == attempt.id)
    found = db.session.scalars(wanted.execution_options(populate_existing=True))
    return {each.place: each for each in found}


def _is_known(essay: Essay, marker_id: int, judged: Judged) -> bool:
    """Whether this very form was sent before; raises Conflict where it said something else then."""
    ensure_form_key(judged.key)
    wanted = select(Rating).where(Rating.marker_id == marker_id, Rating.key == judged.key)
    known = db.session.scalar(wanted)
    if known is None:
        return False
    before = (known.attempt_id, known.place, known.levels, known.comment)
    if before != (essay.attempt_id, essay.place, [*judged.levels], _comment(judged)):
        raise Conflict(
            say("Formulir ini sudah tersimpan dengan isi lain. Buka lagi jawabannya, lalu ubah.")
        )
    return True


def _ensure_takes(essay: Essay, marker_id: int, judged: Judged) -> None:
    if essay.stage == Stage.RELEASED:
        raise Conflict(say("Nilai jawaban ini sudah diumumkan, jadi tidak dapat diubah lagi."))
    markers = {each.marker_id for each in queries.given(essay.attempt_id, essay.place)}
    if essay.stage == Stage.COMPLETE and marker_id not in markers:
        raise Conflict(say("Jawaban ini sudah selesai dinilai oleh penilai lain."))
    if essay.stage == Stage.THIRD and marker_id not in markers and not judged.seeing_both:
        fault = say(
            "Selagi Anda menilai, dua penilai lain selesai dan berbeda jauh. Baca penilaian mereka "
            "di atas, lalu simpan penilaian Anda; itulah yang berlaku."
        )
        raise Invalid(fault, {"comment": fault})


def _comment(judged: Judged) -> str:
    return plain_text(judged.comment).strip()


def _add(essay: Essay, marker_id: int, judged: Judged) -> None:
    rules = EssayRules.of(question(essay.question_digest).content)
    levels, comment = ensure_levels(rules, judged.levels), _comment(judged)
    if len(comment) > LONGEST_COMMENT:
        fault = say("Komentar paling panjang %(most)d huruf.", most=LONGEST_COMMENT)
        raise Invalid(fault, {"comment": fault})
    db.session.add(
        Rating(
            attempt_id=essay.attempt_id,
            place=essay.place,
            marker_id=marker_id,
            levels=levels,
            comment=comment,
            key=judged.key,
            at=clock.now(),
        )
    )
    db.session.flush()


def _settle(essay: Essay, quiz: Quiz) -> None:
    most = len(EssayRules.of(question(essay.question_digest).content).levels)
    ratings = queries.given(essay.attempt_id, essay.place)
    settled = settle([each.levels for each in ratings], most, quiz.marking)
    essay.stage, essay.share = settled.stage, settled.share


def _audit(attempt: Attempt, place: int, marker_id: int) -> None:
    subject = f"{attempt.id}/{place}"
    audit("rated", "essay", subject, actor_id=marker_id, agency_id=attempt.agency_id)


def release_complete(course_id: int, module_slug: str, by: int) -> int:
    """Let the marks of every complete paper of a quiz out; answers how many papers that were."""
    found = queries.complete_papers(course_id, module_slug)
    return sum(release(held_attempt(attempt_id), by) for attempt_id in found)


def release(attempt: Attempt, by: int | None = None) -> bool:
    """Let the marks of a held attempt out, once; answers whether this did it."""
    essays = _essays(attempt)
    if attempt.score is not None or any(it.stage != Stage.COMPLETE for it in essays.values()):
        return False
    held_changes({it.question_digest for it in essays.values()})
    for essay in essays.values():
        _enter(attempt, essay)
    db.session.flush()
    worths = [worth_now(each) for each in queries.marks(attempt.id)]
    conclude(attempt, Quiz.of(page(attempt.document_digest).facts), worths)
    audit("released", "attempt", attempt.id, actor_id=by, agency_id=attempt.agency_id)
    return True


def _enter(attempt: Attempt, essay: Essay) -> None:
    asked, share = question(essay.question_digest), essay.share
    assert share is not None, "A complete essay has its share"
    change = queries.changes([asked.digest]).get(asked.digest)
    got = worth(asked, essay.value["answer"], change, share)
    db.session.add(Mark(**mark_row(attempt, essay.place, asked, essay.value, got)))
    essay.stage = Stage.RELEASED

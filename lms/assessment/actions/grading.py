"""What the answers of an attempt are worth: by machine at once, of essays when people have marked.

An attempt has no score while an essay of it waits; what rests on the score is told once it has one.
"""

from collections.abc import Collection, Iterable
from typing import Any

from blinker import Signal
from sqlalchemy import select

from lms.assessment import queries
from lms.assessment.actions.standing import record_standing
from lms.assessment.marking.by_type import is_empty
from lms.assessment.marking.corrected import EVERYBODY, NOBODY, Change
from lms.assessment.marking.worth import ESSAY, Worth, total, worth
from lms.assessment.models import Attempt, Essay, Mark, Stage
from lms.assessment.paper.drawing import as_written
from lms.assessment.queries import Marked
from lms.assessment.rules import Quiz
from lms.catalog.library import Question, question
from lms.catalog.models import QuestionVersion
from lms.foundation.database import db
from lms.foundation.prepared import Entering
from lms.foundation.text import count_words

# Sent with the attempt, in the same transaction, when all of its answers have been marked.
attempt_marked = Signal()
# Sent likewise when it was marked anew, by a key that was corrected.
attempt_remarked = Signal()


_MARKS = Entering(Mark, "attempt_id", "place", "question_digest", "value", "points", "most_points")


def mark_answers(attempt: Attempt) -> list[Worth] | None:
    """Mark what a machine can; none where essays wait for people."""
    given = queries.answers(attempt.id)
    changes = held_changes({drawn["digest"] for drawn in attempt.drawn})
    marks, essays, worths = [], [], []
    for place, drawn in enumerate(attempt.drawn, 1):
        asked = question(drawn["digest"])
        value = given[place].value if place in given else {}
        answer = as_written(asked.type, drawn["options"], value.get("answer"))
        kept = {**value, "answer": answer}
        change = changes.get(asked.digest)
        if _needs_people(asked, answer, change):
            essays.append(_essay(attempt, place, asked, kept))
        else:
            worths.append(worth(asked, answer, change))
            marks.append(mark_row(attempt, place, asked, kept, worths[-1]))
    _MARKS.enter(*marks)
    db.session.add_all(essays)
    return None if essays else worths


def held_changes(digests: Collection[str]) -> dict[str, Change]:
    """How these questions are marked now, and until this transaction ends."""
    if db.engine.dialect.name != "sqlite":  # which has one writer at a time
        # Whoever corrects a key holds its row alone, and so waits for us or we for them.
        keys = select(QuestionVersion.digest).where(QuestionVersion.digest.in_(digests))
        ordered = keys.order_by(QuestionVersion.digest)
        db.session.execute(ordered.with_for_update(read=True, key_share=True))
    return queries.changes(digests)


def _needs_people(asked: Question, answer: object, change: Change | None) -> bool:
    """An essay that says something; nothing is worth nothing without being read."""
    settled = change is not None and change["kind"] in {EVERYBODY, NOBODY}
    return asked.type == ESSAY and not settled and not is_empty(answer)


def _essay(attempt: Attempt, place: int, asked: Question, value: dict[str, Any]) -> Essay:
    return Essay(
        attempt_id=attempt.id,
        place=place,
        question_digest=asked.digest,
        course_id=attempt.course_id,
        value=value,
        words=count_words(str(value["answer"])),
        submitted_at=attempt.submitted_at,
        stage=Stage.FIRST,
    )


def mark_row(
    attempt: Attempt, place: int, asked: Question, value: dict[str, Any], got: Worth
) -> dict[str, Any]:
    return {
        "attempt_id": attempt.id,
        "place": place,
        "question_digest": asked.digest,
        "value": value,
        "points": got.kept,
        "most_points": got.most,
    }


def worth_now(marked: Marked) -> Worth:
    """By its key as it is now."""
    return worth(marked.question, marked.value.get("answer"), marked.change, marked.share)


def conclude(attempt: Attempt, quiz: Quiz, worths: Iterable[Worth]) -> None:
    """Give the attempt its score, and tell everybody above; once for each attempt."""
    came_to = total(worths)
    attempt.points, attempt.most_points = came_to.points, came_to.most
    attempt.score = came_to.score
    attempt.passed = came_to.score >= quiz.needs(attempt.pass_mark)
    db.session.flush()
    attempt_marked.send(attempt)
    record_standing(attempt, quiz)

"""What an assessment showed is kept as evidence, once."""

from typing import Any

from sqlalchemy import bindparam, select

from lms.assessment.actions import attempt_marked, attempt_remarked
from lms.assessment.models import Attempt, Mark
from lms.catalog.library import page, question
from lms.competency.level import RULE, Asked, Marked, by_level, shown
from lms.competency.models import Evidence
from lms.foundation import clock
from lms.foundation.database import db
from lms.foundation.prepared import Entering, Prepared

SOURCE = "attempt"
COUNTED = frozenset({"graded", "final"})  # practice and a pre-test show where one began


_EVIDENCE = Entering(
    Evidence,
    *("person_id", "agency_id", "competency_code", "level", "rule", "source_kind", "source_id"),
    *("course_id", "shown_at", "detail"),
    once=True,
)


def record_evidence(attempt: Attempt) -> None:
    """One evidence for each competency that a marked attempt asked about.

    Only graded quizzes and final assessments count. Told twice of the same attempt, the second
    time adds nothing.
    """
    if page(attempt.document_digest).facts.get("purpose") in COUNTED:
        marked = _by_competency(attempt)
        _EVIDENCE.enter(*(_evidence(attempt, code, by_level(its)) for code, its in marked.items()))


def renew_evidence(attempt: Attempt) -> None:
    """After a correction of the key: a level may rise and never falls."""
    record_evidence(attempt)
    kept = select(Evidence).where(
        Evidence.source_kind == SOURCE, Evidence.source_id == str(attempt.id)
    )
    found = _by_competency(attempt)
    for each in db.session.scalars(kept):
        asked = by_level(found.get(each.competency_code, []))
        level = shown(asked)
        if level is not None and (each.level is None or level > each.level):
            each.level = level
            each.detail = {str(one): _detail(its) for one, its in asked.items()}
    db.session.flush()


_MARKED = Prepared(
    select(Mark.question_digest, Mark.points, Mark.most_points)
    .where(Mark.attempt_id == bindparam("attempt"))
    .order_by(Mark.place)
)


def _by_competency(attempt: Attempt) -> dict[str, list[Marked]]:
    found: dict[str, list[Marked]] = {}
    for digest, points, most_points in _MARKED.all(attempt=attempt.id):
        asked = question(digest)
        if asked.competency and asked.level and most_points:
            found.setdefault(asked.competency, []).append(Marked(asked.level, points, most_points))
    return found


def _evidence(attempt: Attempt, code: str, asked: dict[int, Asked]) -> dict[str, Any]:
    return {
        "person_id": attempt.person_id,
        "agency_id": attempt.agency_id,
        "competency_code": code,
        "level": shown(asked),
        "rule": RULE.text,
        "source_kind": SOURCE,
        "source_id": str(attempt.id),
        "course_id": attempt.course_id,
        "shown_at": attempt.submitted_at or clock.now(),
        "detail": {str(level): _detail(each) for level, each in asked.items()},
    }


def _detail(asked: Asked) -> dict[str, Any]:
    return {
        "questions": asked.questions,
        "points": float(asked.points),
        "most_points": float(asked.most_points),
        "judged": asked.judged,
        "met": asked.met,
    }


attempt_marked.connect(record_evidence)
attempt_remarked.connect(renew_evidence)

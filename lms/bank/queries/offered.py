"""What the filters of the list offer: only what somebody would find something by."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, select

from lms.bank.queries.reach import Reach
from lms.catalog.models import BankTopic, Course, QuestionPlace
from lms.foundation.database import rows


def choices(reach: Reach) -> dict[str, Sequence[Any]]:
    """Competencies, topics, types, files of the bank, courses."""
    mine = reach.questions()
    files = select(QuestionPlace.topic_id).where(mine)
    return {
        "competencies": _values(QuestionPlace.competency_code, mine),
        "topics": _values(QuestionPlace.topic, mine),
        "types": _values(QuestionPlace.type, mine),
        "files": rows(
            select(BankTopic.slug, BankTopic.title)
            .where(BankTopic.id.in_(files))
            .order_by(BankTopic.title)
        ),
        "courses": rows(
            select(Course.slug, Course.title)
            .where(reach.courses(), Course.archived_at.is_(None))
            .order_by(Course.title)
        ),
    }


def _values(column: Any, mine: ColumnElement[bool]) -> list[str]:
    found = rows(select(column).where(mine).distinct().order_by(column))
    return [value for (value,) in found if value]

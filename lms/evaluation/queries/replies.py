"""A person's own reply."""

from sqlalchemy import select

from lms.evaluation.models import Reply, ReplyAnswer
from lms.foundation.database import db, rows


def reply(enrolment_id: int, slug: str) -> Reply | None:
    return db.session.scalar(
        select(Reply).where(Reply.enrolment_id == enrolment_id, Reply.module_slug == slug)
    )


def answers_of(reply_id: int) -> dict[str, int | str]:
    """What the reply says, by question."""
    found = rows(
        select(ReplyAnswer.question, ReplyAnswer.number, ReplyAnswer.text).where(
            ReplyAnswer.reply_id == reply_id
        )
    )
    return {row.question: row.text if row.number is None else row.number for row in found}

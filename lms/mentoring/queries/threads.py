"""What was said about somebody's work, and up to where it was read."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, and_, func, select

from lms.assignments.queries import Sent
from lms.foundation.database import AnyRow, db, row, rows
from lms.identity.models import Person
from lms.mentoring.models import Message, MessageKind, ReadMark, Thread

KIND = "assignment"


def unread(reader_id: int) -> ColumnElement[bool]:
    """Messages that are not the reader's own and came after what they read last."""
    return and_(Message.author_id != reader_id, Message.id > func.coalesce(ReadMark.message_id, 0))


def mark_of(reader_id: int) -> ColumnElement[bool]:
    return and_(ReadMark.thread_id == Thread.id, ReadMark.person_id == reader_id)


def subject_of(work: Sent) -> str:
    """What the thread on this work may be called; a group's is never that of one alone."""
    group = f":{work.group_id}" if work.group_id else ""
    return f"{work.enrolment_id}:{work.module_slug}{group}"


def thread_of(works: Sequence[Sent]) -> int | None:
    """The thread on all that somebody, or a group, handed in to one assignment.

    A renamed module has had several names, and several members may have handed in.
    """
    subjects = sorted({subject_of(each) for each in works})
    return db.session.scalar(
        select(Thread.id)
        .where(Thread.subject_kind == KIND, Thread.subject_id.in_(subjects))
        .order_by(Thread.id)
        .limit(1)
    )


@dataclass(frozen=True)
class Said:
    """One message; `new` to the one who asks."""

    id: int
    author_id: int
    author: str
    kind: MessageKind
    text: str
    submission_id: str | None
    at: datetime
    new: bool


def messages(thread_id: int, reader_id: int, before: datetime | None = None) -> list[Said]:
    """Everything that was said in a thread, in order; `before` a moment where one is given."""
    early = [Message.at < before] if before else []
    found = rows(
        select(
            Message.id,
            Message.author_id,
            Person.name,
            Message.kind,
            Message.text,
            Message.submission_id,
            Message.at,
            unread(reader_id),
        )
        .join(Thread, Thread.id == Message.thread_id)
        .join(Person, Person.id == Message.author_id)
        .outerjoin(ReadMark, mark_of(reader_id))
        .where(Message.thread_id == thread_id, *early)
        .order_by(Message.id)
    )
    return [Said(*each) for each in found]


def seen_by_others(thread_id: int, reader_id: int) -> AnyRow | None:
    """Up to which message somebody else has read the thread, and when: message_id, at."""
    return row(
        select(ReadMark.message_id, ReadMark.at)
        .where(ReadMark.thread_id == thread_id, ReadMark.person_id != reader_id)
        .order_by(ReadMark.message_id.desc())
        .limit(1)
    )

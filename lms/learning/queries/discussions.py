"""What was said in the discussion of a module, by whom, and what of it is new to a reader."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, case, exists, func, literal, or_, select
from sqlalchemy.orm import aliased

from lms.catalog.models import Course, CourseShare, ShareStep
from lms.foundation import clock
from lms.foundation.database import db, row, rows
from lms.foundation.errors import NotFound
from lms.identity.models import Agency, Membership, Person, Unit
from lms.identity.queries import in_force
from lms.learning.models import Contribution, ContributionDraft, ContributionMark, Discussion

PAGE = 20  # threads


@dataclass(frozen=True)
class Forum:
    """The discussion of a module as the people of one agency find it."""

    course_id: int
    course_slug: str
    module_slug: str
    agency_id: int  # the course's
    in_scope: bool  # the reader's agency owns the course or was given a share
    was_in_scope: bool  # or had a share once
    id: int | None  # none: nobody wrote yet
    closed_at: datetime | None


def forum(course_id: int, module_slug: str, agency_id: int | None) -> Forum:
    """Raises NotFound. What is archived may still be discussed by those who are in it."""
    shared = exists().where(CourseShare.course_id == Course.id, CourseShare.agency_id == agency_id)
    once = exists().where(ShareStep.course_id == Course.id, ShareStep.agency_id == agency_id)
    here = and_(Discussion.course_id == Course.id, Discussion.module_slug == module_slug)
    found = row(
        select(
            Course.id,
            Course.slug,
            literal(module_slug),
            Course.agency_id,
            or_(Course.agency_id == agency_id, shared),
            once,
            Discussion.id,
            Discussion.closed_at,
        )
        .outerjoin(Discussion, here)
        .where(Course.id == course_id)
    )
    if found is None:
        raise NotFound
    return Forum(*found)


@dataclass(frozen=True)
class Said:
    """A post or a reply as one reader finds it."""

    id: int
    discussion_id: int
    thread_id: int | None  # none: it opens a thread
    author_id: int
    author: str
    unit: str | None
    text: str
    at: datetime
    active_at: datetime | None
    answer_id: int | None
    edited_at: datetime | None
    deleted_at: datetime | None
    hidden_because: str | None
    new: int  # how much of it the reader has not seen
    replies: int

    @property
    def top_id(self) -> int:
        """The post that opened the thread."""
        return self.thread_id or self.id

    @property
    def is_shown(self) -> bool:
        return self.deleted_at is None and self.hidden_because is None


_reply = aliased(Contribution)
_SHOWN = and_(Contribution.deleted_at.is_(None), Contribution.hidden_because.is_(None))
_REPLIES = (
    _reply.thread_id == Contribution.id,
    _reply.deleted_at.is_(None),
    _reply.hidden_because.is_(None),
)


def threads(discussion_id: int, reader_id: int, page: int) -> list[Said]:
    """One page, those first in which something was said last."""
    found = (
        _said(reader_id, of_replies=True)
        .where(Contribution.discussion_id == discussion_id, Contribution.active_at.is_not(None))
        .order_by(Contribution.active_at.desc(), Contribution.id.desc())
    )
    return [Said(*each) for each in rows(found.limit(PAGE).offset((page - 1) * PAGE))]


def thread_count(discussion_id: int) -> int:
    wanted = select(func.count()).where(
        Contribution.discussion_id == discussion_id, Contribution.active_at.is_not(None)
    )
    return db.session.scalar(wanted) or 0


def conversation(thread_id: int, reader_id: int) -> list[Said]:
    """The post that opened a thread and its replies, as they were said."""
    inside = or_(Contribution.id == thread_id, Contribution.thread_id == thread_id)
    found = rows(_said(reader_id).where(inside).order_by(Contribution.id))
    return [Said(*each) for each in found]


def contribution(contribution_id: int, reader_id: int) -> Said:
    """Raises NotFound."""
    found = row(_said(reader_id).where(Contribution.id == contribution_id))
    if found is None:
        raise NotFound
    return Said(*found)


def _said(reader_id: int, *, of_replies: bool = False) -> Select[Any]:
    mark = and_(
        ContributionMark.thread_id == func.coalesce(Contribution.thread_id, Contribution.id),
        ContributionMark.person_id == reader_id,
    )
    new = case((and_(_is_new(Contribution, reader_id), _SHOWN), 1), else_=0)
    if of_replies:
        new = new + _count(*_REPLIES, _is_new(_reply, reader_id))
    return (
        select(
            Contribution.id,
            Contribution.discussion_id,
            Contribution.thread_id,
            Contribution.author_id,
            Person.name,
            _unit(),
            Contribution.text,
            Contribution.at,
            Contribution.active_at,
            Contribution.answer_id,
            Contribution.edited_at,
            Contribution.deleted_at,
            Contribution.hidden_because,
            new,
            _count(*_REPLIES) if of_replies else literal(0),
        )
        .join(Person, Person.id == Contribution.author_id)
        .outerjoin(ContributionMark, mark)
    )


def _is_new(said: Any, reader_id: int) -> ColumnElement[bool]:
    """Somebody else's, and later than what the reader saw of its thread."""
    seen = func.coalesce(ContributionMark.contribution_id, 0)
    return and_(said.author_id != reader_id, said.id > seen)


def _count(*which: ColumnElement[bool]) -> Any:
    found = select(func.count(_reply.id)).where(*which)
    return found.correlate(Contribution, ContributionMark).scalar_subquery()


def _unit() -> Any:
    """Where the author works today, and for whom; a second place is not told."""
    today = in_force(Membership.since, Membership.until, clock.today())
    return (
        select(Unit.name + ", " + Agency.short_name)
        .join(Membership, Membership.unit_id == Unit.id)
        .join(Agency, Agency.id == Unit.agency_id)
        .where(Membership.person_id == Contribution.author_id, today)
        .order_by(Membership.id.desc())
        .limit(1)
        .correlate(Contribution)
        .scalar_subquery()
    )


def contribution_draft(
    discussion_id: int | None, person_id: int, thread_id: int
) -> ContributionDraft | None:
    """What the person has typed so far for a thread, or for a new one (thread 0)."""
    place = (discussion_id or 0, person_id, thread_id)
    return db.session.get(ContributionDraft, place)

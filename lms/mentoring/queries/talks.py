"""Conversations as a list shows them: the last word, and what is new to the reader."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, ScalarSelect, and_, exists, func, or_, select, union_all
from sqlalchemy.orm import aliased

from lms.assignments.queries import Sent, groups_with, is_guide, is_member, sent, sent_of_group
from lms.catalog import queries as catalog
from lms.catalog.library import outline
from lms.catalog.models import Course
from lms.foundation import clock
from lms.foundation.database import rows
from lms.foundation.errors import NotFound
from lms.identity.models import Grant, Person, Role
from lms.identity.queries import in_force
from lms.mentoring.models import Message, ReadMark, Thread
from lms.mentoring.queries.threads import mark_of, unread

NEWEST = 20


@dataclass(frozen=True)
class Talk:
    """A thread as a list shows it to one reader: with what is new to them, else the last word."""

    id: int
    subject_id: str
    person_id: int  # whose work it is about
    person_name: str
    agency_id: int
    course_id: int | None
    course_slug: str | None
    revision_id: int | None
    last_id: int | None
    last_text: str | None
    last_at: datetime | None
    last_author_id: int | None
    last_author: str | None
    new: int
    group_id: int | None
    own: bool  # about the reader's work

    @property
    def enrolment_id(self) -> int:
        return int(self.subject_id.partition(":")[0])

    @property
    def works(self) -> list[Sent]:
        """What it is about, the latest first."""
        if self.group_id:
            return sent_of_group(self.group_id)
        return sent(self.enrolment_id, self.module_slug)

    @property
    def module_slug(self) -> str:
        """What the module is called now."""
        slug = self.subject_id.split(":")[1]
        if self.course_id and self.revision_id and not outline(self.revision_id).module(slug):
            return catalog.renamed(self.course_id, slug) or slug
        return slug

    @property
    def title(self) -> str:
        """The title of the work, or its slug where the module was taken away."""
        found = outline(self.revision_id).module(self.module_slug) if self.revision_id else None
        return found.title if found else self.module_slug


def _own(reader_id: int) -> ColumnElement[bool]:
    """About the reader's work: alone, or that of the group in which they are now."""
    alone = and_(Thread.group_id.is_(None), Thread.person_id == reader_id)
    return or_(alone, is_member(Thread.group_id, reader_id))


def _heard_by(reader_id: int) -> ColumnElement[bool]:
    """Threads on one's own work, and those of the people whom one guides.

    Which threads to look at is asked by indexes first; who may read them is asked of the grants.
    """
    today = in_force(Grant.since, Grant.until, clock.today())
    near = union_all(
        select(Thread.id).where(Thread.person_id == reader_id),
        select(Thread.id).where(Thread.group_id.in_(groups_with(reader_id))),
        select(Thread.id)
        .join(Grant, Grant.subject_id == Thread.person_id)
        .where(Grant.person_id == reader_id, Grant.role == Role.MENTOR, today),
        select(Message.thread_id).where(Message.author_id == reader_id),
    )
    guided = is_guide(reader_id, Thread.person_id, Course.slug, Thread.agency_id)
    return and_(Thread.id.in_(near), or_(_own(reader_id), guided))


_author = aliased(Person)


def talks(reader_id: int, limit: int = NEWEST) -> list[Talk]:
    """Conversations in which something was said, those with something new first."""
    spoken_in = exists().where(Message.thread_id == Thread.id)
    return _talks(reader_id, and_(_heard_by(reader_id), spoken_in), limit)


def talks_with(person_id: int, author_id: int) -> list[Talk]:
    """Conversations on a person's work in which the author said something."""
    spoke = exists().where(Message.thread_id == Thread.id, Message.author_id == author_id)
    return _talks(author_id, and_(Thread.person_id == person_id, spoke), NEWEST)


def talk(thread_id: int, reader_id: int) -> Talk:
    """One thread as the reader finds it; raises NotFound. Whether they may is a policy's matter."""
    found = _talks(reader_id, Thread.id == thread_id, 1)
    if not found:
        raise NotFound
    return found[0]


def _talks(reader_id: int, among: ColumnElement[bool], limit: int) -> list[Talk]:
    said, news = aliased(Message), unread(reader_id)
    new = _of_thread(func.count(Message.id), news)
    # What the reader has not seen is shown before what was said last, which may be their own.
    shown = func.coalesce(_of_thread(func.max(Message.id), news), _of_thread(func.max(Message.id)))
    found = rows(
        select(
            Thread.id,
            Thread.subject_id,
            Thread.person_id,
            Person.name,
            Thread.agency_id,
            Thread.course_id,
            Course.slug,
            Course.revision_id,
            said.id,
            said.text,
            said.at,
            said.author_id,
            _author.name,
            new.label("new"),
            Thread.group_id,
            _own(reader_id).label("own"),
        )
        .select_from(Thread)
        .join(Person, Person.id == Thread.person_id)
        .outerjoin(Course, Course.id == Thread.course_id)
        .outerjoin(ReadMark, mark_of(reader_id))
        .outerjoin(said, said.id == shown)
        .outerjoin(_author, _author.id == said.author_id)
        .where(among)
        .order_by((new > 0).desc(), said.at.desc(), said.id.desc())
        .limit(limit)
    )
    return [Talk(*each) for each in found]


def _of_thread(figure: ColumnElement[int], *which: ColumnElement[bool]) -> ScalarSelect[Any]:
    found = select(figure).where(Message.thread_id == Thread.id, *which)
    return found.correlate(Thread, ReadMark).scalar_subquery()


@dataclass(frozen=True)
class New:
    """A message that a person has not read, with what a link to it needs."""

    thread_id: int
    title: str
    course_slug: str | None
    module_slug: str
    own: bool  # on the person's own work; else on that of somebody they guide
    author: str
    text: str
    at: datetime


def new_messages(person_id: int, limit: int = 5) -> list[New]:
    """What others last wrote to the person: one line a thread that holds something new."""
    return [_new(each, person_id) for each in talks(person_id, limit) if each.new]


def _new(talk: Talk, person_id: int) -> New:
    return New(
        thread_id=talk.id,
        title=talk.title,
        course_slug=talk.course_slug,
        module_slug=talk.module_slug,
        own=talk.own,
        author=talk.last_author or "",
        text=talk.last_text or "",
        at=talk.last_at or clock.now(),
    )

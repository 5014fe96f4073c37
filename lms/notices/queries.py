"""What a person was told, and how many have read what somebody told."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import BindParameter, Select, and_, bindparam, func, select

from lms.foundation.database import db, row, rows
from lms.foundation.errors import NotFound
from lms.foundation.language import Said, spoken
from lms.foundation.prepared import Prepared
from lms.identity.models import Person
from lms.identity.queries import Scope
from lms.notices.models import Notice, Receipt

PAGE = 20
NEWS = 3  # shown where one did not come for them

_person: BindParameter[int] = bindparam("person")


@dataclass(frozen=True)
class Got:
    """A notice as one of those reads it who were told."""

    id: int
    title: str
    text: str
    course_slug: str
    author: str
    at: datetime
    withdrawn_at: datetime | None
    read_at: datetime | None


_GOT: Select[*tuple[Any, ...]] = (
    select(
        *(Notice.id, Notice.title, Notice.text, Notice.course_slug),
        *(Person.name, Notice.at, Notice.withdrawn_at, Receipt.read_at),
    )
    .join(Receipt, Receipt.notice_id == Notice.id)
    .join(Person, Person.id == Notice.author_id)
    .where(Receipt.person_id == _person)
    .order_by(Notice.id.desc())
)
_NEWS = Prepared(
    _GOT.where(Receipt.read_at.is_(None), Notice.withdrawn_at.is_(None)).limit(NEWS + 1)
)
_PAGE = Prepared(_GOT.limit(PAGE).offset(bindparam("passed")))
_ONE = Prepared(_GOT.where(Notice.id == bindparam("notice")))


def news(person_id: int) -> list[Got]:
    """The latest that were not read; one more than are shown tells that there are others."""
    return [Got(*each) for each in _NEWS.all(person=person_id)]


def received(person_id: int, page: int) -> tuple[list[Got], int]:
    """One page of all that a person was told, the latest first, and how many there are on all."""
    found = _PAGE.all(person=person_id, passed=(page - 1) * PAGE)
    counted = select(func.count()).where(Receipt.person_id == person_id)
    return [Got(*each) for each in found], db.session.scalar(counted) or 0


def got(notice_id: int, person_id: int) -> Got:
    """Raises NotFound for who was not told."""
    found = _ONE.first(person=person_id, notice=notice_id)
    if found is None:
        raise NotFound
    return Got(*found)


@dataclass(frozen=True)
class Sent:
    """A notice as those see it who lead its course."""

    id: int
    title: str
    text: str
    audience: str
    author: str
    at: datetime
    withdrawn_at: datetime | None
    told: int
    read: int

    @property
    def whom(self) -> Said:
        """In the language of whoever asks."""
        return spoken(self.audience)


_SENT = (
    select(
        *(Notice.id, Notice.title, Notice.text, Notice.audience),
        *(Person.name, Notice.at, Notice.withdrawn_at),
        func.count(Receipt.person_id),
        func.count(Receipt.read_at),
    )
    .join(Person, Person.id == Notice.author_id)
    .join(Receipt, Receipt.notice_id == Notice.id)
    .group_by(Notice.id, Person.id)
    .order_by(Notice.id.desc())
)


def sent(scope: Scope, course_slug: str, page: int) -> tuple[Sequence[Sent], int]:
    """One page of what was told about a course, the latest first, and how many there are."""
    here = and_(Notice.course_slug == course_slug, Notice.agency_id.in_(scope.agencies))
    found = rows(_SENT.where(here).limit(PAGE).offset((page - 1) * PAGE))
    counted = db.session.scalar(select(func.count()).select_from(Notice).where(here))
    return [Sent(*each) for each in found], counted or 0


def sent_one(course_slug: str, notice_id: int) -> Sent:
    """Raises NotFound for another course's."""
    found = row(_SENT.where(Notice.course_slug == course_slug, Notice.id == notice_id))
    if found is None:
        raise NotFound
    return Sent(*found)


def notice(course_slug: str, notice_id: int) -> Notice:
    """The row itself, to change it; raises NotFound likewise."""
    found = db.session.scalar(select(Notice).filter_by(course_slug=course_slug, id=notice_id))
    if found is None:
        raise NotFound
    return found

"""What people were given beyond the rules of a quiz."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    Select,
    and_,
    bindparam,
    exists,
    func,
    select,
)
from sqlalchemy.orm import aliased

from lms.assessment.models import Attempt, Extension
from lms.assessment.queries.attempts import SAME_WAY
from lms.assessment.rules.extensions import Extra
from lms.catalog.queries import named
from lms.foundation.database import rows
from lms.foundation.errors import NotFound
from lms.foundation.prepared import Prepared
from lms.identity.models import Person, Unit
from lms.identity.queries import Scope
from lms.learning.models import Enrolment
from lms.learning.queries import placed, present

PAGE = 30


@dataclass(frozen=True)
class Extended:
    """One extension as it was given."""

    minutes: int
    attempts: int
    closes_at: datetime | None
    withdrawn: bool
    reason: str
    given_at: datetime
    by: str

    @property
    def extra(self) -> Extra:
        none = Extra()
        return none if self.withdrawn else Extra(self.minutes, self.attempts, self.closes_at)


_slug: BindParameter[str] = bindparam("slug")
_course = select(Enrolment.course_id).where(Enrolment.id == bindparam("enrolment"))
_GIVEN = Prepared(
    select(
        Extension.minutes,
        Extension.attempts,
        Extension.closes_at,
        Extension.withdrawn,
        Extension.reason,
        Extension.given_at,
        Person.name,
    )
    .join(Person, Person.id == Extension.given_by)
    .where(
        Extension.enrolment_id.in_(SAME_WAY),
        named(Extension.module_slug, _course.scalar_subquery(), _slug),
    )
    .order_by(Extension.id.desc())
)


def extensions(enrolment_id: int, slug: str) -> list[Extended]:
    """Everything that was given at this quiz, the latest first, and only that one counts.

    What was given stays with who leaves a run and comes back to it, as their attempts do.
    """
    return [Extended(*each) for each in _GIVEN.all(enrolment=enrolment_id, slug=slug)]


def more_for(enrolment_id: int, slug: str) -> Extra:
    """What counts now."""
    given = extensions(enrolment_id, slug)
    return given[0].extra if given else Extra()


@dataclass(frozen=True)
class Enrolled:
    """Somebody in the course, as the list of those who may be given more shows them."""

    enrolment_id: int
    person_id: int
    name: str
    nip: str
    unit: str | None
    minutes: int | None
    attempts: int | None
    closes_at: datetime | None
    withdrawn: bool | None
    sitting: bool


@dataclass(frozen=True)
class Looked:
    """Whom a leader looks for among those in the course."""

    course_id: int
    slug: str
    words: str = ""
    page: int = 1


def list_enrolled(scope: Scope, sought: Looked) -> tuple[list[Enrolled], int]:
    """One page of those who are in the course now, by name, and how many there are on all."""
    within = present(scope, sought.course_id, sought.words)
    named = _placed(select(*_TOLD, _is_sitting(sought.slug)), sought.slug).where(within)
    ordered = named.order_by(Person.name, Person.id)
    found = rows(ordered.limit(PAGE).offset((sought.page - 1) * PAGE))
    count = rows(_placed(select(func.count()), sought.slug).where(within))[0][0]
    return [Enrolled(*each) for each in found], count


def enrolled(scope: Scope, course_id: int, slug: str, enrolment_id: int) -> Enrolled:
    """Raises NotFound outside the scope, and for who has left."""
    within = and_(present(scope, course_id), Enrolment.id == enrolment_id)
    found = rows(_placed(select(*_TOLD, _is_sitting(slug)), slug).where(within))
    if not found:
        raise NotFound
    return Enrolled(*found[0])


_TOLD = (
    Enrolment.id,
    Person.id,
    Person.name,
    Person.nip,
    Unit.name,
    Extension.minutes,
    Extension.attempts,
    Extension.closes_at,
    Extension.withdrawn,
)


def _placed(told: Select[*tuple[Any, ...]], slug: str) -> Select[*tuple[Any, ...]]:
    newer = aliased(Extension)
    newest = (
        select(func.max(newer.id))
        .where(newer.enrolment_id == Enrolment.id)
        .where(named(newer.module_slug, Enrolment.course_id, slug))
        .scalar_subquery()
    )
    return placed(told).outerjoin(Extension, Extension.id == newest)


def _is_sitting(slug: str) -> ColumnElement[bool]:
    return exists().where(
        Attempt.enrolment_id == Enrolment.id,
        named(Attempt.module_slug, Enrolment.course_id, slug),
        Attempt.submitted_at.is_(None),
    )

"""Who is expected at a meeting, and who was there."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, and_, func, select
from sqlalchemy.orm import aliased

from lms.catalog.queries import named
from lms.foundation.database import rows
from lms.foundation.errors import NotFound
from lms.identity.models import Person, Unit
from lms.identity.queries import Scope
from lms.learning.models import Enrolment
from lms.learning.queries import placed, present
from lms.sessions.models import Attendance, Means, Seat

PAGE = 50


@dataclass(frozen=True)
class Expected:
    """Somebody who is in the course, as the list of the meeting shows them."""

    enrolment_id: int
    person_id: int
    name: str
    nip: str
    unit: str | None
    seated_at: datetime | None
    present: bool | None
    means: Means | None
    at: datetime | None


@dataclass(frozen=True)
class Looked:
    """Whom a leader looks for; without a page, everybody."""

    course_id: int
    slug: str
    words: str = ""
    page: int | None = None


def list_expected(scope: Scope, sought: Looked) -> tuple[list[Expected], int]:
    """Those who are in the course now, by name (one page of them), and how many there are."""
    within = present(scope, sought.course_id, sought.words)
    asked = _placed(select(*_TOLD), sought).where(within).order_by(Person.name, Person.id)
    if sought.page is not None:
        asked = asked.limit(PAGE).offset((sought.page - 1) * PAGE)
    count = rows(_placed(select(func.count()), sought).where(within))[0][0]
    return [Expected(*each) for each in rows(asked)], count


def expected(scope: Scope, course_id: int, slug: str, enrolment_id: int) -> Expected:
    """Raises NotFound outside the scope, and for who has left."""
    sought = Looked(course_id, slug)
    within = and_(present(scope, course_id), Enrolment.id == enrolment_id)
    found = rows(_placed(select(*_TOLD), sought).where(within))
    if not found:
        raise NotFound
    return Expected(*found[0])


def count_present(scope: Scope, course_id: int, slug: str) -> int:
    sought = Looked(course_id, slug)
    here = and_(present(scope, course_id), Attendance.present.is_(True))
    return int(rows(_placed(select(func.count()), sought).where(here))[0][0])


_TOLD = (
    Enrolment.id,
    Person.id,
    Person.name,
    Person.nip,
    Unit.name,
    Seat.taken_at,
    Attendance.present,
    Attendance.means,
    Attendance.at,
)


def _placed(told: Select[*tuple[Any, ...]], sought: Looked) -> Select[*tuple[Any, ...]]:
    newer = aliased(Attendance)
    newest = (
        select(func.max(newer.id))
        .where(newer.enrolment_id == Enrolment.id)
        .where(named(newer.module_slug, sought.course_id, sought.slug))
        .scalar_subquery()
    )
    seated = and_(Seat.enrolment_id == Enrolment.id, Seat.module_slug == sought.slug)
    return placed(told).outerjoin(Seat, seated).outerjoin(Attendance, Attendance.id == newest)

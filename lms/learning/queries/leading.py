"""Which courses somebody leads, and how much in their discussions waits."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, exists, false, func, or_, select
from sqlalchemy.orm import aliased

from lms.catalog import queries as catalog
from lms.catalog.models import Course, RevisionModule
from lms.foundation.database import rows
from lms.foundation.errors import NotFound
from lms.identity import queries as identity
from lms.identity.models import Grant, Role
from lms.learning.models import Contribution, Discussion

LEADERS = (Role.TRAINER, Role.PROGRAMME_OFFICER)
KIND = "discussion"


@dataclass(frozen=True)
class Led:
    """Courses by the agency that owns them, or one by one of such an agency."""

    agencies: frozenset[int]
    single: frozenset[tuple[int, str]]  # the agency that gave the grant, and the course's slug

    def __bool__(self) -> bool:
        return bool(self.agencies or self.single)

    def holds(self, agency_id: int, course_slug: str) -> bool:
        return agency_id in self.agencies or (agency_id, course_slug) in self.single

    def clause(self) -> ColumnElement[bool]:
        one = (
            and_(Course.agency_id == agency, Course.slug == slug)
            for agency, slug in sorted(self.single)
        )
        return or_(false(), Course.agency_id.in_(sorted(self.agencies)), *one)


def led_by(person_id: int, roles: tuple[Role, ...] = LEADERS) -> Led:
    """What trainers and programme officers lead today; not by a grant for a unit or a person.

    A grant for one course comes from the agency that owns it: another agency's leads nothing there.
    """
    held = [grant for grant in identity.grants(person_id) if _leads(grant, roles)]
    whole = (grant.agency_id for grant in held if grant.course_slug is None)
    single = ((grant.agency_id, grant.course_slug) for grant in held if grant.course_slug)
    return Led(frozenset(whole), frozenset(single))


def _leads(grant: Grant, roles: tuple[Role, ...]) -> bool:
    return grant.role in roles and grant.unit_id is None and grant.subject_id is None


def known_course(slug: str, person_id: int, agency_id: int | None) -> Course:
    """A course at a page of those who lead it.

    Raises NotFound where the person may not even know of it; who may is told what it takes.
    """
    course = catalog.course(slug)
    leads = led_by(person_id).holds(course.agency_id, course.slug)
    if not leads and not catalog.is_open_to(course.id, agency_id):
        raise NotFound
    return course


@dataclass(frozen=True)
class Topic:
    """One discussion as its leaders list it."""

    course_slug: str
    course_title: str
    module_slug: str
    title: str
    closed_at: datetime | None
    active_at: datetime | None
    threads: int
    unheard: int  # threads that nobody replied to


def topics(led: Led) -> list[Topic]:
    """The discussions of the courses as they are now, those first in which something was said."""
    here = and_(Discussion.course_id == Course.id, Discussion.module_slug == RevisionModule.slug)
    active = _of(func.max(Contribution.active_at))
    found = rows(
        select(
            Course.slug,
            Course.title,
            RevisionModule.slug,
            RevisionModule.title,
            Discussion.closed_at,
            active,
            _of(func.count(Contribution.id), Contribution.deleted_at.is_(None)),
            _of(func.count(Contribution.id), *_unheard()),
        )
        .join(RevisionModule, RevisionModule.revision_id == Course.revision_id)
        .outerjoin(Discussion, here)
        .where(RevisionModule.kind == KIND, led.clause())
        .order_by(active.is_(None), active.desc(), Course.title, RevisionModule.position)
    )
    return [Topic(*each) for each in found]


def _of(figure: Any, *which: ColumnElement[bool]) -> Any:
    opened = (Contribution.discussion_id == Discussion.id, Contribution.active_at.is_not(None))
    return select(figure).where(*opened, *which).correlate(Discussion).scalar_subquery()


def _unheard() -> tuple[ColumnElement[bool], ...]:
    reply = aliased(Contribution)
    replied = exists().where(
        reply.thread_id == Contribution.id,
        reply.deleted_at.is_(None),
        reply.hidden_because.is_(None),
    )
    gone = (Contribution.deleted_at.is_(None), Contribution.hidden_because.is_(None))
    return *gone, ~replied

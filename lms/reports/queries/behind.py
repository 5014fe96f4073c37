"""The people behind a figure, by name."""

from dataclasses import dataclass

from sqlalchemy import ColumnElement, and_, select

from lms.catalog.models import Course, RevisionModule
from lms.identity.models import Person, Unit
from lms.identity.queries import Scope
from lms.learning.models import Enrolment
from lms.learning.queries import placed
from lms.reports.queries.courses import STOPPED
from lms.reports.queries.within import AnySelect, Listed, begun, listed, of, standing

NOWHERE = "-"  # as a step: no module was opened yet


@dataclass(frozen=True)
class Wanted:
    """`standing` is one of STANDINGS or "", `step` the module at which those stopped, or ""."""

    course_id: int
    year: int
    standing: str = ""
    step: str = ""


def list_behind(scope: Scope, wanted: Wanted, page: int | None) -> Listed:
    """One page, or all: name, nip, unit, standing, enrolled_at, seen_at, ended_at, module."""
    return listed(_asked(scope, wanted), page)


def _asked(scope: Scope, wanted: Wanted) -> AnySelect:
    told = select(
        Person.name,
        Person.nip,
        Unit.name.label("unit"),
        standing().label("standing"),
        Enrolment.enrolled_at,
        Enrolment.place_at.label("seen_at"),
        Enrolment.ended_at,
        RevisionModule.title.label("module"),
    )
    return (
        placed(told)
        .join(Course, Course.id == Enrolment.course_id)
        .outerjoin(
            RevisionModule,
            and_(
                RevisionModule.revision_id == Course.revision_id,
                RevisionModule.slug == Enrolment.place_slug,
            ),
        )
        .where(
            of(scope),
            begun(wanted.year),
            Enrolment.course_id == wanted.course_id,
            *_narrowing(wanted),
        )
        .order_by(Person.name, Enrolment.id)
    )


def _narrowing(wanted: Wanted) -> list[ColumnElement[bool]]:
    clauses = [standing() == wanted.standing] if wanted.standing else []
    if wanted.step:
        nowhere = wanted.step == NOWHERE
        place = Enrolment.place_slug
        at_it = place.is_(None) if nowhere else place == wanted.step
        clauses += [standing().in_(STOPPED), at_it]
    return clauses

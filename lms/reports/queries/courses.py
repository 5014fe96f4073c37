"""Courses by how many completed them, with what scores, and where people stop."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from statistics import median

from sqlalchemy import and_, func, select

from lms.catalog.models import Course, RevisionModule
from lms.foundation.database import AnyRow, row, rows
from lms.identity.queries import Scope
from lms.learning.models import Enrolment
from lms.records.models import Completion
from lms.records.queries import CURRENT
from lms.reports.queries.within import PAGE, STANDINGS, Listed, among, standing

STOPPED = ("quiet", "withdrawn")


@dataclass(frozen=True)
class Stop:
    """A module at which people stand who stopped; `title` none: gone, or none was opened yet."""

    slug: str | None
    title: str | None
    people: int


@dataclass(frozen=True)
class Taken:
    """A course with how the enrolments of a year stand today."""

    slug: str
    title: str
    counts: dict[str, int]  # by each of STANDINGS
    median: Decimal | None  # of the scores of those who completed
    stops: Sequence[Stop]  # where most stopped first

    @property
    def enrolled(self) -> int:
        return sum(self.counts.values())

    @property
    def shares(self) -> dict[str, int]:
        """Percent of each, rounded down."""
        return {name: 100 * count // self.enrolled for name, count in self.counts.items()}


def courses_taken(scope: Scope, year: int, page: int) -> Listed:
    """One page of courses, those with most people first."""
    found = _counted(scope, year, page)
    total = row(among(select(func.count(Enrolment.course_id.distinct())), scope, year))
    return Listed(_told(scope, year, found), total[0] if total else 0, page)


def every_course(scope: Scope, year: int) -> Sequence[Taken]:
    """All of them, for a file."""
    return _told(scope, year, _counted(scope, year))


def course_taken(scope: Scope, year: int, course: Course) -> Taken:
    """One course, with zeros where nobody of the scope is in it."""
    found = _told(scope, year, _counted(scope, year, course_id=course.id))
    nobody = Taken(course.slug, course.title, dict.fromkeys(STANDINGS, 0), None, ())
    return found[0] if found else nobody


def _counted(
    scope: Scope, year: int, page: int | None = None, course_id: int | None = None
) -> Sequence[AnyRow]:
    which = standing()
    counts = [func.count().filter(which == name).label(name) for name in STANDINGS]
    told = select(Enrolment.course_id, func.count().label("enrolled"), *counts)
    counted = among(told, scope, year).group_by(Enrolment.course_id)
    if course_id:
        counted = counted.where(Enrolment.course_id == course_id)
    of = counted.subquery()
    statement = (
        select(Course.id, Course.slug, Course.title, *(of.c[name] for name in STANDINGS))
        .join(of, of.c.course_id == Course.id)
        .order_by(of.c.enrolled.desc(), Course.title, Course.id)
    )
    return rows(statement.limit(PAGE).offset((page - 1) * PAGE) if page else statement)


def _told(scope: Scope, year: int, found: Sequence[AnyRow]) -> Sequence[Taken]:
    ids = [each.id for each in found]
    scores, stops = _medians(scope, year, ids), _stops(scope, year, ids)
    return [
        Taken(
            each.slug,
            each.title,
            {name: getattr(each, name) for name in STANDINGS},
            scores.get(each.id),
            stops[each.id],
        )
        for each in found
    ]


def _medians(scope: Scope, year: int, ids: Iterable[int]) -> dict[int, Decimal]:
    """Scores that are alike are counted in the database; there are at most 10,001."""
    told = select(Enrolment.course_id, Completion.score, func.count())
    asked = among(told, scope, year).join(Completion, Completion.enrolment_id == Enrolment.id)
    scores: defaultdict[int, list[Decimal]] = defaultdict(list)
    wanted = asked.where(CURRENT, Completion.score.is_not(None), Enrolment.course_id.in_(ids))
    for course_id, score, count in rows(wanted.group_by(Enrolment.course_id, Completion.score)):
        scores[course_id] += [score] * count
    return {course_id: median(each) for course_id, each in scores.items()}


def _stops(scope: Scope, year: int, ids: Iterable[int]) -> defaultdict[int, list[Stop]]:
    title, place = RevisionModule.title, Enrolment.place_slug
    told = select(Enrolment.course_id, place, title, func.count())
    asked = (
        among(told, scope, year)
        .join(Course, Course.id == Enrolment.course_id)
        .outerjoin(
            RevisionModule,
            and_(
                RevisionModule.revision_id == Course.revision_id,
                RevisionModule.slug == place,
            ),
        )
        .where(standing().in_(STOPPED), Enrolment.course_id.in_(ids))
        .group_by(Enrolment.course_id, place, title, RevisionModule.position)
        .order_by(func.count().desc(), RevisionModule.position.nulls_first())
    )
    found: defaultdict[int, list[Stop]] = defaultdict(list)
    for course_id, slug, title, people in rows(asked):
        found[course_id].append(Stop(slug, title, people))
    return found

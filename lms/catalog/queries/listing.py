"""The catalogue as it is listed, kept in process until something in it changes.

Each request asks for the count of changes, which triggers keep; everything worked out of the
catalogue is kept under that edition, so that it can be unused but never wrong.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import count
from types import MappingProxyType

from sqlalchemy import func, select

from lms.catalog import library
from lms.catalog.models import Course, CourseCompetency, CourseShare, SearchedCourse
from lms.catalog.queries.courses import published
from lms.foundation.database import AnyRow, is_writing, rows
from lms.foundation.prepared import Prepared
from lms.foundation.text import folded

_EDITION = Prepared(select(func.count(), func.coalesce(func.sum(Course.changes), 0)))
_apart = count(1)


@dataclass(frozen=True)
class Edition:
    """The state of the catalogue: how many courses, how many changes."""

    courses: int
    changes: int
    apart: int = 0  # told apart where a transaction sees what may still be undone


def edition() -> Edition:
    found = _EDITION.first()
    assert found
    courses, changes = found
    return Edition(courses, int(changes), next(_apart) if is_writing() else 0)


@dataclass(frozen=True)
class Listed:
    """A course as the catalogue shows it."""

    id: int
    slug: str
    title: str
    summary: str
    theme: str
    language: str
    jp: int
    form_code: int
    length: int  # of its words; 0 where they were never written down
    agencies: frozenset[int]  # whose people may take it
    aims: tuple[tuple[str, int], ...]  # competency and level


@dataclass(frozen=True)
class Listing:
    """The courses that are open to one agency, in the order of their titles."""

    courses: Mapping[int, Listed]
    length: float  # of a course's words, in the middle


def listing(at: Edition, agency_id: int | None) -> Listing:
    return _open(at, agency_id)


@lru_cache(maxsize=64)
def _open(at: Edition, agency_id: int | None) -> Listing:
    found = {it.id: it for it in _all(at) if agency_id in it.agencies}
    lengths = [it.length for it in found.values() if it.length]
    return Listing(MappingProxyType(found), sum(lengths) / len(lengths) if lengths else 1.0)


@lru_cache(maxsize=2)
def _all(at: Edition) -> tuple[Listed, ...]:
    """Sorted here and not in the database: each engine has its own order of letters."""
    shares, aims = _shares(), _aims()
    found = rows(
        select(
            *(Course.id, Course.slug, Course.title, Course.summary, Course.theme),
            *(Course.language, Course.jp, Course.form_code),
            func.coalesce(SearchedCourse.length, 0),
            Course.agency_id,
        )
        .outerjoin(SearchedCourse, SearchedCourse.course_id == Course.id)
        .where(published())
    )
    listed = (_listed(row, shares, aims) for row in found)
    return tuple(sorted(listed, key=lambda it: (folded(it.title), it.id)))


def _listed(
    row: AnyRow, shares: Mapping[int, set[int]], aims: Mapping[int, list[tuple[str, int]]]
) -> Listed:
    agencies = frozenset({row.agency_id, *shares.get(row.id, ())})
    facts = (*row[:-1], agencies, tuple(aims.get(row.id, ())))
    return Listed(*facts)


def _shares() -> dict[int, set[int]]:
    shared: dict[int, set[int]] = {}
    for course_id, agency_id in rows(select(CourseShare.course_id, CourseShare.agency_id)):
        shared.setdefault(course_id, set()).add(agency_id)
    return shared


def _aims() -> dict[int, list[tuple[str, int]]]:
    aims: dict[int, list[tuple[str, int]]] = {}
    columns = (CourseCompetency.course_id, CourseCompetency.competency_code, CourseCompetency.level)
    for course_id, code, level in rows(select(*columns)):
        aims.setdefault(course_id, []).append((code, level))
    return {course_id: sorted(each) for course_id, each in aims.items()}


@lru_cache(maxsize=2)
def _words(at: Edition) -> Mapping[int, str]:
    found = rows(select(SearchedCourse.course_id, SearchedCourse.words))
    return dict(map(tuple, found))


@lru_cache(maxsize=8)
def vocabulary(at: Edition, agency_id: int | None) -> tuple[str, ...]:
    """Every word of the courses that are open to the agency, and of no other."""
    by_course = _words(at)
    mine = (by_course.get(course_id, "") for course_id in listing(at, agency_id).courses)
    return tuple(sorted({word for words in mine for word in words.split()}))


library.shelve(_open, _all, _words, vocabulary)

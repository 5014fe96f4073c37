"""Which manuscripts are open, and the courses that somebody may write."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import and_, false, func, or_, select

from lms.authoring.models import OVER, Manuscript, ManuscriptState
from lms.catalog.models import Course, Revision
from lms.foundation.database import db, row, rows
from lms.learning.queries import Led


@dataclass(frozen=True)
class Title:
    """A course as its authors list it: published, being written, or both."""

    slug: str
    title: str
    agency_id: int
    revision: int | None  # its number, where one is out
    published_at: datetime | None
    archived_at: datetime | None
    state: ManuscriptState | None  # of the manuscript that is open
    changed_at: datetime | None


def open_manuscript(course_slug: str) -> Manuscript | None:
    wanted = select(Manuscript).where(
        Manuscript.course_slug == course_slug, Manuscript.state.not_in(OVER)
    )
    return db.session.scalar(wanted)


def manuscript(manuscript_id: int) -> Manuscript:
    return db.session.get_one(Manuscript, manuscript_id)


def titles(led: Led) -> list[Title]:
    """The courses of these agencies, and single ones: first what was written last."""
    found = {each.slug: each for each in (*_published(led), *_new(led))}
    return sorted(found.values(), key=_recent, reverse=True)


def _recent(each: Title) -> tuple[bool, float, str]:
    moment = each.changed_at or each.published_at
    return each.state is not None, moment.timestamp() if moment else 0, each.slug


def _published(led: Led) -> list[Title]:
    wanted = (
        select(
            *(Course.slug, Course.title, Course.agency_id),
            *(Revision.number, Revision.published_at, Course.archived_at),
            *(Manuscript.state, Manuscript.changed_at),
        )
        .outerjoin(Revision, Revision.id == Course.revision_id)
        .outerjoin(
            Manuscript, and_(Manuscript.course_slug == Course.slug, Manuscript.state.not_in(OVER))
        )
        .where(led.clause())
    )
    return [Title(*each) for each in rows(wanted)]


def _new(led: Led) -> list[Title]:
    """Of courses that have no revision yet."""
    single = (
        and_(Manuscript.agency_id == agency, Manuscript.course_slug == slug)
        for agency, slug in sorted(led.single)
    )
    own = or_(false(), Manuscript.agency_id.in_(sorted(led.agencies)), *single)
    here = and_(Manuscript.state.not_in(OVER), Manuscript.base_revision_id.is_(None))
    wanted = select(
        *(Manuscript.course_slug, Manuscript.title, Manuscript.agency_id),
        *(Manuscript.state, Manuscript.changed_at),
    )
    return [
        Title(slug, title, agency_id, None, None, None, state, changed_at)
        for slug, title, agency_id, state, changed_at in rows(wanted.where(own, here))
    ]


@dataclass(frozen=True)
class MadeFrom:
    """The course that another began as a copy of."""

    slug: str
    title: str
    number: int | None  # its revision; none: while it was being written


def made_from(agency_id: int, course_slug: str) -> MadeFrom | None:
    """None for a course that began by itself."""
    wanted = (
        select(
            Manuscript.copied_from,
            func.coalesce(Course.title, Manuscript.copied_from),
            Manuscript.copied_number,
        )
        .outerjoin(Course, Course.slug == Manuscript.copied_from)
        .where(
            *(Manuscript.agency_id == agency_id, Manuscript.course_slug == course_slug),
            Manuscript.copied_from.is_not(None),
            Manuscript.state != ManuscriptState.DISCARDED,
        )
    )
    found = row(wanted.order_by(Manuscript.id.desc()).limit(1))
    return MadeFrom(*found) if found else None

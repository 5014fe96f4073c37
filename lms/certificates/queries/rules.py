"""By which dated rules an agency issues on a day."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import aliased

from lms.catalog.models import Course
from lms.certificates.models import CertificateCounter, Decision, Numbering, Signing
from lms.foundation.database import AnyRow, db, rows
from lms.learning.models import Run


def numbering(agency_id: int, day: date) -> Numbering | None:
    """The newest that has begun."""
    begun = (Numbering.agency_id == agency_id, Numbering.since <= day)
    newest = (Numbering.since.desc(), Numbering.id.desc())
    return db.session.scalar(select(Numbering).where(*begun).order_by(*newest).limit(1))


def signing(agency_id: int, day: date) -> Signing | None:
    begun = (Signing.agency_id == agency_id, Signing.since <= day)
    newest = (Signing.since.desc(), Signing.id.desc())
    return db.session.scalar(select(Signing).where(*begun).order_by(*newest).limit(1))


def numberings(agency_id: int) -> Sequence[Numbering]:
    """Past and to come, the latest first."""
    newest = (Numbering.since.desc(), Numbering.id.desc())
    of_it = Numbering.agency_id == agency_id
    return db.session.scalars(select(Numbering).where(of_it).order_by(*newest)).all()


def signings(agency_id: int) -> Sequence[Signing]:
    newest = (Signing.since.desc(), Signing.id.desc())
    of_it = Signing.agency_id == agency_id
    return db.session.scalars(select(Signing).where(of_it).order_by(*newest)).all()


def decision(agency_id: int, course_id: int) -> Decision | None:
    """The last that was said of this course; none: officers release."""
    of_it = (Decision.agency_id == agency_id, Decision.course_id == course_id)
    newest = select(Decision).where(*of_it).order_by(Decision.id.desc()).limit(1)
    return db.session.scalar(newest)


def last_number(agency_id: int, year: int) -> int:
    found = db.session.get(CertificateCounter, (agency_id, year))
    return found.value if found else 0


_later = aliased(Decision)
_NEWEST = select(func.max(_later.id)).where(
    _later.agency_id == Decision.agency_id, _later.course_id == Decision.course_id
)


def courses_of(agency_id: int) -> Sequence[AnyRow]:
    """The courses of which the agency has runs, each with what was last decided."""
    held = select(Run.course_id).where(Run.agency_id == agency_id)
    said = (Decision.course_id == Course.id) & (Decision.agency_id == agency_id)
    return rows(
        select(Course.id, Course.title, Decision.at_once, Decision.number, Decision.decided_on)
        .outerjoin(Decision, said & (Decision.id == _NEWEST.scalar_subquery()))
        .where(Course.id.in_(held))
        .order_by(Course.title, Course.id)
    )

"""Where an agency's certificates stand among all it ever issued, from 0, over the years.

A year's count never changes once the year is over, so a position never does.
"""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import func, select

from lms.certificates.models import (
    Certificate,
    CertificateCounter,
    CertificateStatus,
    CertificateStep,
)
from lms.certificates.queries.one import NOW
from lms.foundation.database import db, rows

_BEFORE = (
    select(func.coalesce(func.sum(CertificateCounter.value), 0))
    .where(
        CertificateCounter.agency_id == Certificate.agency_id,
        CertificateCounter.year < Certificate.year,
    )
    .scalar_subquery()
)
POSITION = _BEFORE + Certificate.sequence - 1


def position_of(certificate_id: UUID) -> int:
    found = select(POSITION).where(Certificate.id == certificate_id)
    return int(db.session.scalars(found).one())


def taken_back(agency_id: int, first: int, last: int) -> Sequence[int]:
    """The positions between these, both included, whose certificates are not valid any more."""
    found = rows(
        select(POSITION)
        .join(CertificateStep, NOW)
        .where(
            Certificate.agency_id == agency_id,
            CertificateStep.status != CertificateStatus.ISSUED,
            POSITION.between(first, last),
        )
    )
    return [int(each[0]) for each in found]

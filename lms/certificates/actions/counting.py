"""Giving out numbers: each once, none left out, in the order of commits."""

from lms.certificates.models import CertificateCounter
from lms.foundation.database import db
from lms.foundation.inserting import insert_into


def next_number(agency_id: int, year: int) -> int:
    """The next of the agency's year; take it last, and write the certificate right after.

    From here to the commit nobody else gets one of this agency and year. What is undone, by a
    refusal or by a crash, undoes the counting with it.
    """
    counted = insert_into(CertificateCounter).values(agency_id=agency_id, year=year, value=1)
    taken = counted.on_conflict_do_update(
        index_elements=["agency_id", "year"], set_={"value": CertificateCounter.value + 1}
    ).returning(CertificateCounter.value)
    return int(db.session.execute(taken).scalar_one())

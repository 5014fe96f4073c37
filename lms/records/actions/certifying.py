"""What the room of certificates tells the register, so that exports have it."""

from sqlalchemy.dialects import postgresql, sqlite

from lms.foundation.database import db
from lms.records.models import Certified


def note_certificate(enrolment_id: int, number: str, status: str) -> None:
    """The certificate that stands for a completion now; in place of what was told before."""
    told = {"number": number, "status": status}
    into = sqlite if db.session.connection().dialect.name == "sqlite" else postgresql
    entered = into.insert(Certified).values(enrolment_id=enrolment_id, **told)
    db.session.execute(entered.on_conflict_do_update(index_elements=["enrolment_id"], set_=told))

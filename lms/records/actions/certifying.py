"""What the room of certificates tells the register, so that exports have it."""

from sqlalchemy import select

from lms.foundation.database import db
from lms.foundation.inserting import insert_into
from lms.records.actions.register import CERTIFICATES, next_position
from lms.records.models import Certified, Counter


def hold_certificates() -> None:
    """Before a number is taken: all who issue come one after the other, and so never in a ring.

    Positions of changes then follow the order of commits, as those of completions do.
    """
    db.session.execute(select(Counter.name).where(Counter.name == CERTIFICATES).with_for_update())


def note_certificate(enrolment_id: int, number: str, status: str) -> None:
    """The certificate that stands for a completion now; in place of what was told before."""
    told = {"number": number, "status": status, "position": next_position(CERTIFICATES)}
    entered = insert_into(Certified).values(enrolment_id=enrolment_id, **told)
    db.session.execute(entered.on_conflict_do_update(index_elements=["enrolment_id"], set_=told))

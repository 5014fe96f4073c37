"""Keeping what is typed, in a transaction of its own, so that no refusal takes it away."""

from sqlalchemy import Connection, insert, select, update

from lms.assignments.drafts import LONGEST, Save, Typed, is_known, next_draft
from lms.assignments.models import Draft
from lms.assignments.queries.written import draft_of
from lms.foundation import clock
from lms.foundation.database import aside
from lms.foundation.errors import Conflict, Invalid
from lms.foundation.language import Sentence, say
from lms.learning.models import Enrolment


def save_draft(enrolment_id: int, slug: str, asked: Save, closed: Sentence | None = None) -> Typed:
    """Keep a draft aside, whatever becomes of the request; answers it as it is now.

    Raises Diverged where another text would be lost, Conflict with the sentence `closed` where
    the work takes no more typing, Invalid where it is endless.
    """
    if len(asked.text) > LONGEST:
        raise Invalid(say("Tulisan ini terlalu panjang untuk disimpan. Kirim sebagai lampiran."))
    with aside() as connection:
        typed = _held(connection, enrolment_id, slug)
        if is_known(typed, asked):
            return typed
        if closed and asked.text != typed.text:
            raise Conflict(closed)
        return _write(connection, enrolment_id, slug, next_draft(typed, asked, clock.now()))


def _held(connection: Connection, enrolment_id: int, slug: str) -> Typed:
    """The draft, behind a lock, so that two devices are asked one after the other."""
    connection.execute(select(Enrolment.id).where(Enrolment.id == enrolment_id).with_for_update())
    found = connection.execute(draft_of(enrolment_id, slug)).first()
    return Typed(*found) if found else Typed()


def _write(connection: Connection, enrolment_id: int, slug: str, now: Typed) -> Typed:
    place = (Draft.enrolment_id == enrolment_id, Draft.module_slug == slug)
    written = connection.execute(update(Draft).where(*place).values(vars(now)))
    if not written.rowcount:
        key = {"enrolment_id": enrolment_id, "module_slug": slug}
        connection.execute(insert(Draft).values(key | vars(now)))
    return now

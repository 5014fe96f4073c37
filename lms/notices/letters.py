"""Notices as letters, sent by the worker to those who have an address."""

from flask import current_app
from sqlalchemy import select, update

from lms.foundation import clock, mail
from lms.foundation.database import db, rows, transaction
from lms.foundation.jobs import enqueue, job
from lms.identity.models import Person
from lms.notices.actions import LETTERS
from lms.notices.models import Notice, Receipt

AT_ONCE = 200  # letters by one job, so that none holds its lease for long
TEXT = """Yth. {name},

{text}

Baca juga di Belajar ASN: {address}
"""


@job(LETTERS, slow=True)
def letters(notice_id: int) -> None:
    """One letter each; done again after a failure, those who have one get no second."""
    waiting = _waiting(notice_id)
    for person_id, name, to in waiting:
        notice = db.session.get_one(Notice, notice_id)
        if notice.withdrawn_at is not None:  # since the last letter
            return
        _send(notice, name, to)
        with transaction():
            mine = (Receipt.notice_id == notice_id, Receipt.person_id == person_id)
            db.session.execute(update(Receipt).where(*mine).values(mailed_at=clock.now()))
    if len(waiting) == AT_ONCE:
        with transaction():
            enqueue(LETTERS, notice_id=notice_id)


def _waiting(notice_id: int) -> list[tuple[int, str, str]]:
    wanted = (
        select(Person.id, Person.name, Person.email)
        .join(Receipt, Receipt.person_id == Person.id)
        .where(Receipt.notice_id == notice_id, Receipt.mailed_at.is_(None))
        .where(Person.email.is_not(None), Person.active)
        .order_by(Person.id)
        .limit(AT_ONCE)
    )
    return [(person_id, name, to) for person_id, name, to in rows(wanted)]


def _send(notice: Notice, name: str, to: str) -> None:
    address = mail.address(f"/notices/{notice.id}")
    text = TEXT.format(name=name, text=notice.text, address=address)
    try:
        mail.post(to, notice.title, text)
    except mail.NOT_REACHED:
        current_app.logger.warning("notice %s: one address takes no letters", notice.id)

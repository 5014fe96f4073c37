"""Signing in and out, and passwords."""

import secrets
from datetime import timedelta
from hashlib import sha256

from sqlalchemy import select, update

from lms.foundation import clock
from lms.foundation.audit import audit
from lms.foundation.database import db
from lms.foundation.errors import Conflict, Invalid, NotFound
from lms.foundation.jobs import enqueue
from lms.foundation.language import say
from lms.identity import queries
from lms.identity.models import Activation, PasswordReset, Person, SignIn

SESSION = timedelta(days=14)
RESET = timedelta(hours=2)
ONE_LETTER = timedelta(minutes=5)
LETTER = "identity.reset_letter"
BARRED = say("Akun ini sedang ditutup. Hubungi pengelola di instansi Anda.")


def digest(token: str) -> str:
    return sha256(token.encode()).hexdigest()


def begin_sign_in(person: Person, browser: str, address: str) -> SignIn:
    """Open a session of two weeks; its token's digest is what the cookie carries.

    Raises Invalid for somebody who is barred.
    """
    if not person.active:
        raise Invalid(BARRED, {"password": BARRED})
    moment = clock.now()
    opened = SignIn(
        token_digest=digest(secrets.token_urlsafe(32)),
        person_id=person.id,
        began_at=moment,
        seen_at=moment,
        ends_at=moment + SESSION,
        browser=browser[:200],
        address=address,
    )
    db.session.add(opened)
    db.session.flush()
    audit("signed-in", "person", person.id, actor_id=person.id)
    return opened


def end_sign_in(sign_in_id: int, person_id: int) -> None:
    """Close one of the person's own sessions; raises NotFound for another's."""
    opened = db.session.get(SignIn, sign_in_id)
    if opened is None or opened.person_id != person_id:
        raise NotFound
    opened.ended_at = opened.ended_at or clock.now()
    audit("signed-out", "person", person_id, actor_id=person_id)


def end_sign_ins(person_id: int, but: int | None = None) -> None:
    """Close every session of the person, `but` for one."""
    db.session.execute(
        update(SignIn)
        .where(SignIn.person_id == person_id, SignIn.ended_at.is_(None), SignIn.id != (but or 0))
        .values(ended_at=clock.now())
    )


def set_password(person: Person, password_hash: str, but: int | None = None) -> None:
    """Keep a new password (hashed before the transaction).

    The other sessions end with the old one, and letters still under way no longer open anything.
    """
    person.password_hash = password_hash
    person.password_changed_at = clock.now()
    end_sign_ins(person.id, but)
    void_resets(person.id)
    audit("changed-password", "person", person.id, actor_id=person.id)


def void_resets(person_id: int) -> None:
    """Let no code that is under way open anything."""
    db.session.execute(
        update(PasswordReset)
        .where(PasswordReset.person_id == person_id, PasswordReset.used_at.is_(None))
        .values(used_at=clock.now())
    )
    unspent = (Activation.used_at.is_(None), Activation.voided_at.is_(None))
    mine = update(Activation).where(Activation.person_id == person_id, *unspent)
    db.session.execute(mine.values(voided_at=clock.now()))


def ask_reset(person: Person, by: int | None = None) -> str:
    """A one-time code, good for two hours; only its digest is kept.

    Raises Conflict for somebody who is barred.
    """
    if not person.active:
        raise Conflict(say("Akun ini sedang ditutup. Buka dulu akunnya, lalu ulangi."))
    code = secrets.token_urlsafe(24)
    moment = clock.now()
    db.session.add(
        PasswordReset(
            code_digest=digest(code),
            person_id=person.id,
            created_at=moment,
            ends_at=moment + RESET,
        )
    )
    audit("asked-reset", "person", person.id, actor_id=by)
    return code


def mail_reset(person: Person | None, number: str) -> None:
    """Ask for the letter, at most one in five minutes, so that nobody can fill another's box.

    The code itself is made by the job, so that it never lies in the queue. For a number of nobody,
    of somebody barred or without an address, as much is written: else the time of the answer would
    tell.
    """
    slot = int(clock.now().timestamp() // ONE_LETTER.total_seconds())
    person_id = person.id if person and person.active and person.email else None
    whose = person_id or f"nobody-{digest(number)[:4]}"  # too little of it to tell the number
    enqueue(LETTER, key=f"{LETTER}:{whose}:{slot}", person_id=person_id)


def reset_by_code(code: str) -> PasswordReset:
    """The open reset of this code; raises Invalid where it was used, has run out or was voided."""
    found = db.session.scalar(
        select(PasswordReset)
        .join(Person, Person.id == PasswordReset.person_id)
        .where(PasswordReset.code_digest == digest(code), Person.active.is_(True))
    )
    if found is None or found.used_at or found.ends_at < clock.now():
        raise Invalid(say("Tautan ini sudah dipakai atau kedaluwarsa. Minta tautan baru."))
    return found


def use_reset(code: str, password_hash: str) -> None:
    reset = reset_by_code(code)
    reset.used_at = clock.now()
    set_password(queries.person(reset.person_id), password_hash)

"""Giving and taking away access: roles, open sessions, and the account as a whole."""

from datetime import date

from sqlalchemy import ColumnElement, or_, select

from lms.foundation import clock
from lms.foundation.audit import audit
from lms.foundation.database import db
from lms.foundation.errors import Conflict, Invalid
from lms.foundation.language import say
from lms.identity import queries
from lms.identity.actions.roster import give_grant
from lms.identity.actions.signing_in import end_sign_ins, void_resets
from lms.identity.models import Agency, Grant, Person, Role

LAST_ADMINISTRATOR = say(
    "Ini administrator terakhir instansinya. Beri dulu peran itu kepada orang lain."
)


def give_role(  # noqa: PLR0913, PLR0917  a role is these facts
    person: Person,
    role: Role,
    agency_id: int,
    unit_id: int | None,
    since: date,
    until: date | None,
    by: int | None,
    reason: str,
) -> Grant:
    """Give a role for a place; raises Conflict where the person holds it there in those days."""
    overlaps = [or_(Grant.until.is_(None), Grant.until > since)]
    if until is not None:
        overlaps.append(Grant.since < until)
    same = (Grant.person_id == person.id, Grant.role == role, Grant.agency_id == agency_id)
    wide = (Grant.unit_id == unit_id, Grant.course_slug.is_(None), Grant.subject_id.is_(None))
    if db.session.scalar(select(Grant.id).where(*same, *wide, *overlaps)):
        raise Conflict(say("Peran itu sudah dipegang orang ini di tempat dan masa itu."))
    given = {"since": since, "until": until, "unit_id": unit_id, "by": by, "reason": reason}
    return give_grant(person, role, agency_id, **given)  # type: ignore[arg-type]  # by name


def revoke(grant: Grant, by: int | None, reason: str = "") -> None:
    """End a role today; raises Conflict for the last administrator of an agency.

    A role that began today or has not begun leaves no period behind, only its audit rows. One that
    belongs to a pair of mentor and mentee ends with the pair.
    """
    today = clock.today()
    if grant.subject_id is not None:
        raise Conflict(say("Peran ini berasal dari pasangan mentor. Akhiri pasangannya."))
    if grant.until is not None and grant.until <= today:
        raise Conflict(say("Peran ini sudah berakhir."))
    if grant.role is Role.ADMINISTRATOR:
        _ensure_another(grant.person_id, Grant.id == grant.id)
    told = {"role": grant.role, "unit": grant.unit_id, "reason": reason}
    audit("revoked", "person", grant.person_id, actor_id=by, agency_id=grant.agency_id, **told)
    if grant.since < today:
        grant.until = today
    else:
        db.session.delete(grant)


def bar(person: Person, by: int | None, reason: str) -> None:
    """Close the account at once: no sign-in, no open session, no code; what was learned stays.

    Raises Conflict where it is closed already, and for the last administrator of an agency.
    """
    why = _worded(reason)
    if not person.active:
        raise Conflict(say("Akun ini sudah ditutup."))
    _ensure_another(person.id, Grant.person_id == person.id)
    person.active = False
    end_sign_ins(person.id)
    void_resets(person.id)
    _note("barred", person, by, why)


def admit(person: Person, by: int | None, reason: str = "") -> None:
    """Open a closed account again, with the password and the roles that it had."""
    if person.active:
        raise Conflict(say("Akun ini tidak sedang ditutup."))
    person.active = True
    _note("admitted", person, by, reason)


def end_sessions(person: Person, by: int | None) -> None:
    """Sign the person out everywhere."""
    end_sign_ins(person.id)
    _note("ended-sessions", person, by)


def _note(verb: str, person: Person, by: int | None, reason: str = "") -> None:
    placed = queries.membership(person.id, clock.today())
    home = placed.unit.agency_id if placed else None
    audit(verb, "person", person.id, actor_id=by, agency_id=home, reason=reason)


def _worded(reason: str) -> str:
    if not reason.strip():
        sentence = say("Sebutkan alasannya, misalnya nomor suratnya.")
        raise Invalid(sentence, {"reason": sentence})
    return reason.strip()


def _ensure_another(person_id: int, taken: ColumnElement[bool]) -> None:
    """Somebody else administers each agency that the person administers by the grants `taken`.

    The agency's row is locked: of two administrators who remove each other one is refused.
    """
    held = queries.administrators().where(taken, Grant.person_id == person_id)
    agencies = sorted({grant.agency_id for grant in db.session.scalars(held)})
    locked = select(Agency.id).where(Agency.id.in_(agencies)).order_by(Agency.id)
    for agency_id in db.session.scalars(locked.with_for_update()).all():
        others = queries.administrators().where(Grant.agency_id == agency_id, ~taken)
        if db.session.scalars(others.limit(1)).first() is None:
            raise Conflict(LAST_ADMINISTRATOR)

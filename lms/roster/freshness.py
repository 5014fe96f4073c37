"""Whether what was laid down is still a comparison with the roster of this moment."""

from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, and_, case, exists, func, literal, or_, select

from lms.foundation import clock
from lms.foundation.database import db
from lms.identity.models import Membership, Person
from lms.roster.models import Kind, RosterChange

C = RosterChange


def of(import_id: int, *kinds: Kind) -> ColumnElement[bool]:
    mine = C.import_id == import_id
    return and_(mine, C.kind.in_(kinds)) if kinds else and_(mine, C.kind != Kind.BAD)


def is_stale(import_id: int) -> bool:
    """Whether a number was taken, or somebody changed or moved, since rows were compared."""
    taken = exists().where(Person.nip == C.nip, Person.id != func.coalesce(C.person_id, 0))
    same = and_(
        Person.id == C.person_id,
        Person.nip == C.old_nip,
        Person.name == C.old_name,
        func.coalesce(Person.email, "") == func.coalesce(C.old_email, ""),
        Person.active == case((C.kind == Kind.RETURNED, False), else_=True),
    )
    runs = or_(Membership.until.is_(None), Membership.until > clock.today())
    before = func.coalesce(_since_of_old(), literal(date.min))
    moved = exists().where(Membership.person_id == C.person_id, runs, Membership.since > before)
    until = or_(Membership.until.is_(None), Membership.until == C.membership_until)
    stale = or_(
        taken,
        and_(C.kind != Kind.ADDED, ~exists().where(same)),
        and_(C.placed, C.person_id.is_not(None), moved),
        and_(
            C.membership_id.is_not(None), ~exists().where(Membership.id == C.membership_id, until)
        ),
    )
    return bool(db.session.scalar(select(exists().where(of(import_id), stale))))


def _since_of_old() -> ColumnElement[Any]:
    ends = Membership.__table__.alias()
    return select(ends.c.since).where(ends.c.id == C.membership_id).correlate(C).scalar_subquery()

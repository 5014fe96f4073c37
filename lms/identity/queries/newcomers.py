"""Who has an account that nobody has come into yet."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, exists, func, select

from lms.foundation import clock
from lms.foundation.database import AnyRow, db, row, rows
from lms.identity.models import Activation, Grant, Membership, Person, Unit
from lms.identity.queries.periods import in_force
from lms.identity.scope import Scope, under


def open_activation(person_id: int) -> Activation | None:
    """The code that still opens the account of somebody who has no password.

    Who was given a role since is let in by an administrator, as whoever had one before.
    """
    return db.session.scalar(
        select(Activation)
        .join(Person, Person.id == Activation.person_id)
        .where(
            Activation.person_id == person_id,
            Activation.used_at.is_(None),
            Activation.voided_at.is_(None),
            Activation.ends_at > clock.now(),
            Person.password_hash.is_(None),
            ~_holds_role(),
        )
        .order_by(Activation.id.desc())
        .limit(1)
    )


def is_newcomer(person_id: int) -> bool:
    """Whether a code may be made for them."""
    return row(_placed(select(Person.id)).where(_lets_in(), Person.id == person_id)) is not None


def list_newcomers(scope: Scope, unit_path: str, *, again: bool, limit: int) -> Sequence[AnyRow]:
    """By unit and name: id, name, nip, email, unit, agency_id; `again`, those with a code too."""
    told = select(
        Person.id,
        Person.name,
        Person.nip,
        Person.email,
        Unit.name.label("unit"),
        Unit.agency_id,
    )
    which = [_new(scope, unit_path)]
    if not again:
        which.append(~_has_code())
    ordered = (Unit.path, Person.name, Person.id)
    return rows(_placed(told).where(*which).order_by(*ordered).limit(limit))


def count_newcomers(scope: Scope, unit_path: str) -> AnyRow:
    """How many they are, have an address, have a code: people, addresses, codes."""
    counts = (
        func.count().label("people"),
        func.count(Person.email).label("addresses"),
        func.count().filter(_has_code()).label("codes"),
    )
    found = row(_placed(select(*counts)).where(_new(scope, unit_path)))
    assert found is not None  # a count always answers
    return found


def _new(scope: Scope, unit_path: str) -> ColumnElement[bool]:
    """In service, without a password, and without a role: a code must open no more than learning.

    Whoever holds a role gets in by an administrator, whose scope is asked for that.
    """
    here = scope.clause(Unit.agency_id, Unit.path)
    return and_(_lets_in(), here, under(Unit.path, unit_path))


def _lets_in() -> ColumnElement[bool]:
    return and_(Person.active.is_(True), Person.password_hash.is_(None), ~_holds_role())


def _holds_role() -> ColumnElement[bool]:
    return exists().where(
        Grant.person_id == Person.id,
        Grant.subject_id.is_(None),
        in_force(Grant.since, Grant.until, clock.today()),
    )


def _has_code() -> ColumnElement[bool]:
    return exists().where(
        Activation.person_id == Person.id,
        Activation.used_at.is_(None),
        Activation.voided_at.is_(None),
        Activation.ends_at > clock.now(),
    )


def _placed(which: Select[*tuple[Any, ...]]) -> Select[*tuple[Any, ...]]:
    today = in_force(Membership.since, Membership.until, clock.today())
    return (
        which.select_from(Person)
        .join(Membership, and_(Membership.person_id == Person.id, today))
        .join(Unit, Unit.id == Membership.unit_id)
    )

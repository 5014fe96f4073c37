"""The people of an agency where they work today, and its units."""

from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import Select, and_, select

from lms.api.queries.narrowing import Narrowed
from lms.foundation import clock
from lms.foundation.database import AnyRow, row, rows
from lms.identity.models import Agency, Membership, Person, Post, Unit
from lms.identity.queries import Scope, in_force, under


def _people(scope: Scope) -> Select[*tuple[Any, ...]]:
    today = in_force(Membership.since, Membership.until, clock.today())
    return (
        select(
            Person.id,
            Person.nip,
            Person.name,
            Person.staff_kind,
            Person.active,
            Unit.code.label("unit_code"),
            Unit.name.label("unit_name"),
            Post.title.label("post"),
            Membership.rank_group,
            Membership.since.label("placed_on"),
        )
        .join(Membership, and_(Membership.person_id == Person.id, today))
        .join(Unit, Unit.id == Membership.unit_id)
        .join(Post, Post.id == Membership.post_id)
        .where(scope.clause(Unit.agency_id, Unit.path))
        .order_by(Person.id)
    )


def list_people(scope: Scope, wanted: Narrowed, after: int, limit: int) -> Sequence[AnyRow]:
    found = _people(scope).where(Person.id > after, under(Unit.path, wanted.unit_path))
    if wanted.staff_kind:
        found = found.where(Person.staff_kind == wanted.staff_kind)
    return rows(found.limit(limit))


def people_numbered(scope: Scope, nips: Collection[str]) -> Sequence[AnyRow]:
    return rows(_people(scope).where(Person.nip.in_(sorted(set(nips)))))


def person_in(scope: Scope, person_id: int) -> AnyRow | None:
    return row(_people(scope).where(Person.id == person_id))


def _units(scope: Scope) -> Select[*tuple[Any, ...]]:
    return (
        select(Unit.id, Unit.code, Unit.name, Unit.parent_id, Agency.code.label("agency_code"))
        .join(Agency, Agency.id == Unit.agency_id)
        .where(scope.clause(Unit.agency_id, Unit.path))
        .order_by(Unit.id)
    )


def list_units(scope: Scope, after: int, limit: int) -> Sequence[AnyRow]:
    return rows(_units(scope).where(Unit.id > after).limit(limit))


def unit_in(scope: Scope, unit_id: int) -> AnyRow | None:
    return row(_units(scope).where(Unit.id == unit_id))

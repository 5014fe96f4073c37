"""The people of a scope, as its administrators look through them."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, exists, func, select

from lms.foundation import clock
from lms.foundation.audit import AuditEntry
from lms.foundation.database import AnyRow, row, rows
from lms.identity.models import Agency, Grant, Membership, Person, Post, Role, Unit
from lms.identity.queries.finding import called
from lms.identity.queries.grants import scope_of
from lms.identity.queries.periods import in_force
from lms.identity.scope import Scope

PAGE = 50
SHOWN = 20  # of the latest changes
CHANGES = (
    "added",
    "placed",
    "replaced-nip",
    "granted",
    "revoked",
    "barred",
    "admitted",
    "ended-sessions",
    "asked-reset",
    "changed-password",
    "corrected",
    "retired",
    "undone",
    "issued-code",
    "activated",
)


class Standing(StrEnum):
    """What narrows the list of people to those to look after."""

    HOLDING = "holding"
    BARRED = "barred"


@dataclass(frozen=True)
class Wanted:
    words: str = ""
    standing: Standing | None = None


def administered(person_id: int) -> Scope:
    """Whose access somebody administers."""
    return scope_of(person_id, Role.ADMINISTRATOR)


def list_people(scope: Scope, wanted: Wanted, page: int) -> Sequence[AnyRow]:
    """One page by name: id, name, nip, active, post, unit, grants."""
    held = (
        select(func.count(Grant.id)).where(Grant.person_id == Person.id, _runs()).scalar_subquery()
    )
    named = (Person.id, Person.name, Person.nip, Person.active)
    found = _placed(select(*named, Post.title.label("post"), Unit.name.label("unit"), held))
    shown = found.where(_within(scope, wanted)).order_by(Person.name, Person.id)
    return rows(shown.limit(PAGE).offset((page - 1) * PAGE))


def list_size(scope: Scope, wanted: Wanted) -> int:
    found = row(_placed(select(func.count())).where(_within(scope, wanted)))
    assert found is not None  # a count always answers
    return int(found[0])


def home(person_id: int) -> AnyRow | None:
    """The agency and the path of the unit where somebody works today: agency_id, unit_path."""
    told = select(Unit.agency_id, Unit.path.label("unit_path"))
    return row(_placed(told).where(Person.id == person_id).limit(1))


def changes(person_id: int) -> Sequence[AnyRow]:
    """What was changed of somebody's access, the latest first: at, verb, detail, unit, actor."""
    return rows(
        select(
            AuditEntry.at,
            AuditEntry.verb,
            AuditEntry.detail,
            func.coalesce(Unit.name, Agency.name).label("place"),
            Person.name.label("actor"),
        )
        .outerjoin(Person, Person.id == AuditEntry.actor_id)
        .outerjoin(Agency, Agency.id == AuditEntry.agency_id)
        .outerjoin(Unit, Unit.id == AuditEntry.detail["unit"].as_integer())
        .where(
            AuditEntry.subject_kind == "person",
            AuditEntry.subject_id == str(person_id),
            AuditEntry.verb.in_(CHANGES),
        )
        .order_by(AuditEntry.id.desc())
        .limit(SHOWN)
    )


def _runs() -> ColumnElement[bool]:
    return in_force(Grant.since, Grant.until, clock.today())


def _placed(which: Select[*tuple[Any, ...]]) -> Select[*tuple[Any, ...]]:
    today = in_force(Membership.since, Membership.until, clock.today())
    return (
        which.select_from(Person)
        .join(Membership, and_(Membership.person_id == Person.id, today))
        .join(Unit, Unit.id == Membership.unit_id)
        .join(Post, Post.id == Membership.post_id)
    )


def _within(scope: Scope, wanted: Wanted) -> ColumnElement[bool]:
    clauses = [scope.clause(Unit.agency_id, Unit.path)]
    if wanted.words:
        clauses.append(called(wanted.words))
    if wanted.standing is Standing.HOLDING:
        clauses.append(exists().where(Grant.person_id == Person.id, _runs()))
    if wanted.standing is Standing.BARRED:
        clauses.append(Person.active.is_(False))
    return and_(*clauses)

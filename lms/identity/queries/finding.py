"""Finding people by what others know of them: part of a name, or a whole NIP."""

import re
from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func, select, union

from lms.foundation import clock
from lms.foundation.database import AnyRow, rows
from lms.identity.models import Membership, NipHistory, Person, Post, Unit
from lms.identity.queries.periods import in_force
from lms.identity.scope import Scope


def digits(words: str) -> str:
    """The number that was typed, with or without spaces and dots, else ""."""
    typed = re.sub(r"[\s.]", "", words)
    return typed if typed.isascii() and typed.isdigit() else ""


def numbered(nip: str) -> Select[*tuple[Any, ...]]:
    """Whoever has or had this number."""
    either = union(
        select(Person.id).where(Person.nip == nip),
        select(NipHistory.person_id.label("id")).where(NipHistory.nip == nip),
    ).subquery()
    return select(either.c.id)


def called(words: str, among: Any = Person) -> ColumnElement[bool]:
    """Whether these words are in the name, or are the whole number; `among` may be an alias."""
    number = digits(words)
    if number:
        return and_(True, among.id.in_(numbered(number)))
    lowered = func.lower(among.name)
    return and_(True, *(lowered.contains(it.lower(), autoescape=True) for it in words.split()))


def people_called(scope: Scope, words: str, limit: int) -> Sequence[AnyRow]:
    """Those in service in the scope, by name: id, name, nip, unit, post, agency_id, unit_path."""
    return rows(_placed(scope, called(words)).order_by(Person.name, Person.id).limit(limit))


def people_in(scope: Scope, person_ids: Collection[int]) -> Sequence[AnyRow]:
    """Those of these people who are in service in the scope, told in the same way."""
    return rows(_placed(scope, Person.id.in_(sorted(person_ids))))


def _placed(scope: Scope, which: ColumnElement[bool]) -> Select[*tuple[Any, ...]]:
    today = in_force(Membership.since, Membership.until, clock.today())
    return (
        select(
            Person.id,
            Person.name,
            Person.nip,
            Unit.name.label("unit"),
            Post.title.label("post"),
            Unit.agency_id,
            Unit.path.label("unit_path"),
        )
        .join(Membership, and_(Membership.person_id == Person.id, today))
        .join(Unit, Unit.id == Membership.unit_id)
        .join(Post, Post.id == Membership.post_id)
        .where(Person.active.is_(True), scope.clause(Unit.agency_id, Unit.path), which)
    )

"""Which program asks, and which tokens an agency has given out."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from hmac import compare_digest
from typing import Any

from sqlalchemy import ColumnElement, and_, bindparam, exists, or_, select

from lms.api.models import Right, Token
from lms.api.policies import MAKERS, opened_by
from lms.foundation import clock
from lms.foundation.database import AnyRow, rows
from lms.foundation.errors import NotFound
from lms.foundation.prepared import Prepared
from lms.identity.models import Agency, Grant, Person
from lms.identity.queries import Scope, in_force


@dataclass(frozen=True)
class Bearer:
    """A program as its token tells it: of which agency, and what it may do today."""

    token_id: int
    agency_id: int
    person_id: int  # who answers for it
    rights: frozenset[Right]
    used_at: datetime | None

    @property
    def scope(self) -> Scope:
        return Scope(frozenset({self.agency_id}))


def _keeps(day: Any) -> ColumnElement[bool]:
    """The grants by which the maker of a token still is an officer of its whole agency."""
    return and_(
        Grant.person_id == Token.person_id,
        Grant.agency_id == Token.agency_id,
        Grant.unit_id.is_(None),
        Grant.course_slug.is_(None),
        Grant.subject_id.is_(None),
        or_(*(Grant.role == role for role in MAKERS)),
        in_force(Grant.since, Grant.until, day),
    )


_BEARER = Prepared(
    select(
        Token.id,
        Token.agency_id,
        Token.person_id,
        Token.rights,
        Token.used_at,
        Token.digest,
        Grant.role,
    )
    .join(Person, and_(Person.id == Token.person_id, Person.active.is_(True)))
    .join(Grant, _keeps(bindparam("day")))
    .where(
        Token.digest == bindparam("digest"),
        Token.revoked_at.is_(None),
        Token.ends_at > bindparam("now"),
    )
)


def bearer(digest: str) -> Bearer | None:
    """Whose token has it, while it runs and its maker is in office; in one statement."""
    found = _BEARER.all(digest=digest, now=clock.now(), day=clock.today())
    if not found or not compare_digest(found[0][5], digest):
        return None
    token_id, agency_id, person_id, given, used_at, *_ = found[0]
    opened = opened_by([row[6] for row in found])
    return Bearer(token_id, agency_id, person_id, opened & {*given}, used_at)


def list_tokens(scope: Scope) -> Sequence[AnyRow]:
    """All that were ever given out in the scope, the newest first; `alive`: its maker still is."""
    in_office = exists().where(_keeps(clock.today())).correlate(Token)
    return rows(
        select(
            Token.id,
            Token.agency_id,
            Token.name,
            Token.rights,
            Token.hint,
            Token.made_at,
            Token.ends_at,
            Token.used_at,
            Token.revoked_at,
            Person.name.label("maker"),
            Agency.name.label("agency"),
            and_(Person.active.is_(True), in_office).label("alive"),
        )
        .join(Person, Person.id == Token.person_id)
        .join(Agency, Agency.id == Token.agency_id)
        .where(Token.agency_id.in_(sorted(scope.agencies)))
        .order_by(Token.id.desc())
    )


def token(scope: Scope, token_id: int) -> AnyRow:
    """Raises NotFound outside the scope."""
    found = next((it for it in list_tokens(scope) if it.id == token_id), None)
    if found is None:
        raise NotFound
    return found

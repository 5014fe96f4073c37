"""Who is signed in, at which browsers, and who lately tried in vain."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    ScalarSelect,
    and_,
    bindparam,
    exists,
    func,
    select,
)

from lms.foundation import clock, text
from lms.foundation.database import db
from lms.foundation.prepared import Prepared
from lms.identity.models import Agency, FailedSignIn, Grant, Membership, Person, SignIn, Unit
from lms.identity.queries.periods import in_force

MEMORY = timedelta(minutes=15)  # how long a wrong try counts


@dataclass(frozen=True)
class Visitor:
    """The signed-in person, as much of them as every page needs."""

    sign_in_id: int
    id: int
    name: str
    nip: str
    agency_id: int | None
    agency_name: str | None
    unit_id: int | None
    unit_path: str | None
    has_desk: bool
    seen_at: datetime
    token_digest: str

    is_authenticated = True
    is_active = True
    is_anonymous = False

    @property
    def initials(self) -> str:
        return text.initials(self.name)

    def get_id(self) -> str:
        return self.token_digest


_today: BindParameter[date] = bindparam("today")


def _open(digest: ColumnElement[str], now: ColumnElement[datetime]) -> tuple[Any, ...]:
    return SignIn.token_digest == digest, SignIn.ended_at.is_(None), SignIn.ends_at > now


_VISITOR = Prepared(
    select(
        SignIn.id,
        Person.id,
        Person.name,
        Person.nip,
        Unit.agency_id,
        Agency.name,
        Unit.id,
        Unit.path,
        exists()
        .where(Grant.person_id == Person.id, in_force(Grant.since, Grant.until, _today))
        .label("has_desk"),
        SignIn.seen_at,
        SignIn.token_digest,
    )
    .select_from(SignIn)
    .join(Person, and_(Person.id == SignIn.person_id, Person.active.is_(True)))
    .outerjoin(
        Membership,
        and_(
            Membership.person_id == Person.id,
            in_force(Membership.since, Membership.until, _today),
        ),
    )
    .outerjoin(Unit, Unit.id == Membership.unit_id)
    .outerjoin(Agency, Agency.id == Unit.agency_id)
    .where(*_open(bindparam("digest"), bindparam("now")))
    .limit(1)
)


def signed_in_now(digest: ColumnElement[str], now: ColumnElement[datetime]) -> ScalarSelect[int]:
    """Who has the open session `digest` at `now`, for a statement that has no time to ask twice."""
    return (
        select(SignIn.person_id)
        .join(Person, and_(Person.id == SignIn.person_id, Person.active.is_(True)))
        .where(*_open(digest, now))
        .scalar_subquery()
    )


def visitor(token_digest: str) -> Visitor | None:
    """The person in service whose open session this is; one statement: every page asks it."""
    found = _VISITOR.first(digest=token_digest, now=clock.now(), today=clock.today())
    return Visitor(*found) if found else None


def open_sign_ins(person_id: int) -> Sequence[SignIn]:
    return db.session.scalars(
        select(SignIn)
        .where(
            SignIn.person_id == person_id,
            SignIn.ended_at.is_(None),
            SignIn.ends_at > clock.now(),
        )
        .order_by(SignIn.seen_at.desc())
    ).all()


def wrong_tries(key: str) -> tuple[int, datetime | None]:
    """How many wrong tries `key` has lately, and when the last was."""
    found = db.session.execute(
        select(func.count(), func.max(FailedSignIn.at)).where(
            FailedSignIn.key == key, FailedSignIn.at > clock.now() - MEMORY
        )
    ).one()
    return found[0], found[1]

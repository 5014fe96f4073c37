"""Who is who, and where each works on a day."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

from sqlalchemy import bindparam, func, literal, select, union_all

from lms.foundation.database import AnyRow, db
from lms.foundation.errors import NotFound
from lms.foundation.prepared import Prepared
from lms.identity.models import Membership, NipHistory, Person, Post, PostLevel, Unit
from lms.identity.queries.periods import in_force


def person_by_nip(nip: str) -> Person | None:
    return db.session.scalar(select(Person).where(Person.nip == nip))


def person_known_as(nip: str) -> Person | None:
    """Whose number this is, else whose it was last; in one statement, known or not."""
    has = select(Person.id, literal(0).label("entry")).where(Person.nip == nip)
    had = select(NipHistory.person_id, NipHistory.id).where(NipHistory.nip == nip)
    either = union_all(has, had).subquery()
    best = select(either.c.id).order_by(either.c.entry != 0, either.c.entry.desc()).limit(1)
    return db.session.scalar(select(Person).where(Person.id == best.scalar_subquery()))


def person(person_id: int) -> Person:
    """Raises NotFound."""
    found = db.session.get(Person, person_id)
    if found is None:
        raise NotFound
    return found


def names(person_ids: Iterable[int]) -> dict[int, str]:
    wanted = sorted(set(person_ids))
    found = db.session.execute(select(Person.id, Person.name).where(Person.id.in_(wanted)))
    return {row.id: row.name for row in found}


def membership(person_id: int, day: date) -> Membership | None:
    """Where the person works on `day`."""
    return db.session.scalar(
        select(Membership)
        .where(Membership.person_id == person_id, in_force(Membership.since, Membership.until, day))
        .order_by(Membership.since.desc())
        .limit(1)
    )


class PostOf(NamedTuple):
    """A post as rules look at it."""

    id: int
    level: PostLevel


_POST_OF = Prepared(
    select(Post.id, Post.level)
    .join(Membership, Membership.post_id == Post.id)
    .where(
        Membership.person_id == bindparam("person"),
        in_force(Membership.since, Membership.until, bindparam("day")),
    )
    .order_by(Membership.since.desc())
    .limit(1)
)


def post_of(person_id: int, day: date) -> PostOf | None:
    """The post that the person holds on `day`."""
    found = _POST_OF.first(person=person_id, day=day)
    return PostOf(*found) if found else None


def next_placement(person_id: int, day: date) -> date | None:
    """When the next place after `day` begins, where one is known."""
    return db.session.scalar(
        select(func.min(Membership.since)).where(
            Membership.person_id == person_id, Membership.since > day
        )
    )


def history(person_id: int) -> Sequence[AnyRow]:
    """Every place where the person worked, the latest first."""
    return db.session.execute(
        select(Membership.since, Membership.until, Membership.rank_group, Unit.name, Post.title)
        .join(Unit, Unit.id == Membership.unit_id)
        .join(Post, Post.id == Membership.post_id)
        .where(Membership.person_id == person_id)
        .order_by(Membership.since.desc())
    ).all()

"""What was brought to the roster of an agency, and what became of it."""

from collections.abc import Sequence

from sqlalchemy import func, select

from lms.foundation.database import AnyRow, db, rows
from lms.foundation.errors import NotFound
from lms.identity.models import Membership, Post, Unit
from lms.roster.models import (
    Kind,
    RosterChange,
    RosterColumn,
    RosterImport,
    RosterPlace,
)

LATEST = 30
PAGE = 50


def one(import_id: int, agency_ids: frozenset[int]) -> RosterImport:
    """Of one of these agencies; else NotFound."""
    found = db.session.get(RosterImport, import_id)
    if found is None or found.agency_id not in agency_ids:
        raise NotFound
    return found


def latest(agency_ids: frozenset[int]) -> Sequence[RosterImport]:
    """The last files that were brought to these agencies."""
    wanted = select(RosterImport).where(RosterImport.agency_id.in_(sorted(agency_ids)))
    return db.session.scalars(wanted.order_by(RosterImport.id.desc()).limit(LATEST)).all()


def remembered(agency_id: int) -> dict[str, str]:
    """What the columns of these names hold, as an officer of the agency said."""
    mine = RosterColumn.agency_id == agency_id
    return {
        it.name: it.field for it in rows(select(RosterColumn.name, RosterColumn.field).where(mine))
    }


def unit_codes() -> set[str]:
    return {it.code.casefold() for it in rows(select(Unit.code))}


def changes_of(import_id: int, kind: Kind | None, page: int) -> Sequence[AnyRow]:
    """One page of what an import changes, each with the places before and after by their names."""
    after_unit, before_unit = Unit.__table__.alias(), Unit.__table__.alias()
    after_post, before_post = Post.__table__.alias(), Post.__table__.alias()
    of_this = [RosterChange.import_id == import_id]
    if kind is not None:
        of_this.append(RosterChange.kind == kind)
    place, new = RosterPlace.__table__.alias(), RosterPlace.__table__.alias()
    wanted = (
        select(
            RosterChange,
            func.coalesce(after_unit.c.name, place.c.name).label("unit"),
            func.coalesce(after_post.c.title, new.c.name).label("post"),
            before_unit.c.name.label("unit_before"),
            before_post.c.title.label("post_before"),
            Membership.rank_group.label("rank_before"),
        )
        .outerjoin(after_unit, after_unit.c.id == RosterChange.unit_id)
        .outerjoin(after_post, after_post.c.id == RosterChange.post_id)
        .outerjoin(
            place,
            (place.c.import_id == import_id)
            & (place.c.kind == "unit")
            & (place.c.key == RosterChange.unit_key),
        )
        .outerjoin(
            new,
            (new.c.import_id == import_id)
            & (new.c.kind == "post")
            & (new.c.key == RosterChange.post_key),
        )
        .outerjoin(Membership, Membership.id == RosterChange.membership_id)
        .outerjoin(before_unit, before_unit.c.id == Membership.unit_id)
        .outerjoin(before_post, before_post.c.id == Membership.post_id)
        .where(*of_this)
        .order_by(RosterChange.id)
        .limit(PAGE)
        .offset((page - 1) * PAGE)
    )
    return db.session.execute(wanted).all()


def places_of(import_id: int) -> Sequence[RosterPlace]:
    """The units and posts that the file names and the agency has not."""
    mine = select(RosterPlace).where(RosterPlace.import_id == import_id)
    return db.session.scalars(mine.order_by(RosterPlace.kind.desc(), RosterPlace.id)).all()


def staying(import_id: int) -> dict[str, int]:
    """How many changes an undoing passed over, by the reason."""
    counted = (
        select(RosterChange.stays, func.count())
        .where(RosterChange.import_id == import_id, RosterChange.stays != "")
        .group_by(RosterChange.stays)
    )
    return {it.stays: it[1] for it in rows(counted)}

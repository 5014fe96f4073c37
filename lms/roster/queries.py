"""What was brought to the roster of an agency, and what became of it."""

from collections.abc import Sequence

from sqlalchemy import ColumnElement, and_, func, select
from sqlalchemy.orm import InstrumentedAttribute, aliased

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


_unit, _post = aliased(Unit), aliased(Post)
_unit_before, _post_before = aliased(Unit), aliased(Post)
_new_unit, _new_post = aliased(RosterPlace), aliased(RosterPlace)


def _is_new(
    place: type[RosterPlace], kind: str, key: InstrumentedAttribute[str]
) -> ColumnElement[bool]:
    """Whether a place of the file, which the agency had not yet, is the one that a row names."""
    return and_(place.import_id == RosterChange.import_id, place.kind == kind, place.key == key)


_CHANGES = (
    select(
        RosterChange,
        func.coalesce(_unit.name, _new_unit.name).label("unit"),
        func.coalesce(_post.title, _new_post.name).label("post"),
        _unit_before.name.label("unit_before"),
        _post_before.title.label("post_before"),
        Membership.rank_group.label("rank_before"),
    )
    .outerjoin(_unit, _unit.id == RosterChange.unit_id)
    .outerjoin(_post, _post.id == RosterChange.post_id)
    .outerjoin(_new_unit, _is_new(_new_unit, "unit", RosterChange.unit_key))
    .outerjoin(_new_post, _is_new(_new_post, "post", RosterChange.post_key))
    .outerjoin(Membership, Membership.id == RosterChange.membership_id)
    .outerjoin(_unit_before, _unit_before.id == Membership.unit_id)
    .outerjoin(_post_before, _post_before.id == Membership.post_id)
)


def changes_of(import_id: int, kind: Kind | None, page: int) -> Sequence[AnyRow]:
    """One page of what an import changes, each with the places before and after by their names."""
    of_this = [RosterChange.import_id == import_id]
    if kind is not None:
        of_this.append(RosterChange.kind == kind)
    wanted = _CHANGES.where(*of_this).order_by(RosterChange.id)
    return db.session.execute(wanted.limit(PAGE).offset((page - 1) * PAGE)).all()


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

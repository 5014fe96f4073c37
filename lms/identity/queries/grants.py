"""Who holds which role today, and whose people that lets them list."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Select, func, or_, select

from lms.foundation import clock
from lms.foundation.database import AnyRow, db, rows
from lms.identity.models import Agency, Grant, Person, Role, Unit
from lms.identity.queries.periods import in_force
from lms.identity.scope import Scope


def grants(person_id: int) -> Sequence[Grant]:
    """What the person may do today beyond learning."""
    day = clock.today()
    return db.session.scalars(
        select(Grant)
        .where(Grant.person_id == person_id, in_force(Grant.since, Grant.until, day))
        .order_by(Grant.role, Grant.id)
    ).all()


def administrators() -> Select[Grant]:
    """The grants by which people in service administer whole agencies today."""
    return (
        select(Grant)
        .join(Person, Person.id == Grant.person_id)
        .where(
            Grant.role == Role.ADMINISTRATOR,
            Grant.unit_id.is_(None),
            Person.active.is_(True),
            in_force(Grant.since, Grant.until, clock.today()),
        )
    )


def open_grants(person_id: int) -> Sequence[Grant]:
    """What the person may do beyond learning today or from a day to come."""
    ends = or_(Grant.until.is_(None), Grant.until > clock.today())
    return db.session.scalars(
        select(Grant).where(Grant.person_id == person_id, ends).order_by(Grant.role, Grant.id)
    ).all()


def held(person_id: int) -> Sequence[AnyRow]:
    """The same, each with the name of its place and the path of its unit."""
    ends = or_(Grant.until.is_(None), Grant.until > clock.today())
    return rows(
        select(
            Grant.id,
            Grant.role,
            func.coalesce(Unit.name, Agency.name).label("place"),
            Unit.path.label("unit_path"),
            Grant.agency_id,
            Grant.course_slug,
            Grant.subject_id,
            Grant.since,
            Grant.until,
            Grant.reason,
        )
        .join(Agency, Agency.id == Grant.agency_id)
        .outerjoin(Unit, Unit.id == Grant.unit_id)
        .where(Grant.person_id == person_id, ends)
        .order_by(Grant.role, Grant.id)
    )


@dataclass(frozen=True)
class RoleHeld:
    """A role as its holder knows it: where, for how many people, until when."""

    role: Role
    place: str  # a unit, or the whole agency
    course_slug: str | None
    people: int  # how many persons it is for; 0 where it is for a place
    until: date | None  # the first day on which it no longer holds


def roles_held(person_id: int) -> list[RoleHeld]:
    """The roles that a person holds today, those for single persons counted together."""
    found = db.session.execute(
        select(
            Grant.role,
            func.coalesce(Unit.name, Agency.name),
            Grant.course_slug,
            func.count(Grant.subject_id),
            Grant.until,
        )
        .join(Agency, Agency.id == Grant.agency_id)
        .outerjoin(Unit, Unit.id == Grant.unit_id)
        .where(Grant.person_id == person_id, in_force(Grant.since, Grant.until, clock.today()))
        .group_by(Grant.role, Unit.name, Agency.name, Grant.course_slug, Grant.until)
        .order_by(Grant.role, Grant.until)
    )
    return [RoleHeld(*row) for row in found]


def roles(person_id: int) -> frozenset[Role]:
    return frozenset(grant.role for grant in grants(person_id))


def scope_of(person_id: int, *wanted: Role) -> Scope:
    """The people whom the grants of these roles let somebody list; empty where there is none.

    A grant for one course or one person opens nobody's list.
    """
    held = [grant for grant in grants(person_id) if grant.role in wanted]
    wide = [grant for grant in held if grant.course_slug is None and grant.subject_id is None]
    units = [grant.unit_id for grant in wide if grant.unit_id is not None]
    paths = db.session.scalars(select(Unit.path).where(Unit.id.in_(units))).all()
    whole = (grant.agency_id for grant in wide if grant.unit_id is None)
    return Scope(frozenset(whole), frozenset(paths))


def agencies(scope: Scope) -> Sequence[AnyRow]:
    """The agencies that are in the scope as a whole."""
    whole = Agency.id.in_(sorted(scope.agencies))
    return rows(select(Agency.id, Agency.name).where(whole).order_by(Agency.name))


def units_within(scope: Scope) -> Sequence[AnyRow]:
    """The units of a scope, in the order of the tree."""
    return db.session.execute(
        select(Unit.id, Unit.name, Unit.code, Unit.path, Unit.agency_id)
        .where(scope.clause(Unit.agency_id, Unit.path))
        .order_by(Unit.path)
    ).all()

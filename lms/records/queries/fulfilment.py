"""How far the JP of one year go: people in service, by unit and kind of staff.

Whoever reads a sum can open its rows: both are made of the one statement that says, for each
person, what the ledger holds of the year that they are in on `day`.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Integer,
    and_,
    case,
    cast,
    extract,
    func,
    literal,
    null,
    or_,
    select,
)
from sqlalchemy.sql.selectable import Subquery

from lms.foundation.database import AnyRow, row, rows
from lms.identity import queries as identity
from lms.identity.models import Membership, Person, StaffKind, Unit
from lms.identity.queries import Scope, in_force
from lms.records.models import JpCredit
from lms.records.queries.wanted import AnySelect
from lms.records.queries.years import BY_CONTRACT, LONGEST_YEAR
from lms.standards.queries import year_rules

PEOPLE_PAGE = 50
NEW_YEAR = 101  # 1 January, as month and day are written below
STANDINGS = ("short", "reached", "beyond")


@dataclass(frozen=True)
class Among:
    """Whose fulfilment is asked for, on the last day that counts."""

    day: date
    unit_path: str = ""  # the unit and all below it
    kind: StaffKind | None = None
    standing: str = ""  # one of STANDINGS
    words: str = ""


def _number(of: Any) -> Any:
    """Month and day as one number: 2 March is 302."""
    return extract("month", of) * 100 + extract("day", of)


def _begins() -> Any:
    """When the JP year of a person begins: with the contract's day, else with the calendar."""
    return case((_by_contract(), _number(Person.contract_start)), else_=NEW_YEAR)


def _by_contract() -> ColumnElement[bool]:
    return and_(Person.staff_kind.in_(sorted(BY_CONTRACT)), Person.contract_start.is_not(None))


def _year_of(year: Any, number: Any) -> Any:
    """In which calendar year the JP year began that a day lies in."""
    return year - case((number < _begins(), 1), else_=0)


def _in_year(day: date) -> ColumnElement[bool]:
    """The credits of the JP year that `day` lies in, as `year_for` has it."""
    on = JpCredit.credited_on
    theirs = _year_of(extract("year", on), _number(on))
    asked = _year_of(literal(day.year), literal(day.month * 100 + day.day))
    near = on.between(day - LONGEST_YEAR, day + LONGEST_YEAR)
    calendar = and_(~_by_contract(), on.between(date(day.year, 1, 1), date(day.year, 12, 31)))
    return and_(near, or_(calendar, and_(_by_contract(), theirs == asked)))


def _limits(day: date) -> tuple[Any, Any]:
    """The floor and the ceiling of each kind of staff by the rule of the day."""
    rules = year_rules(day).values()
    floors = [(Person.staff_kind == it.staff_kind, it.floor) for it in rules if it.floor]
    ceilings = [(Person.staff_kind == it.staff_kind, it.ceiling) for it in rules if it.ceiling]
    return _either(floors), _either(ceilings)


def _either(cases: list[tuple[ColumnElement[bool], int]]) -> Any:
    return case(*cases, else_=null()) if cases else cast(null(), Integer)


def _people(scope: Scope, among: Among) -> Subquery:
    """One row for each person in service: what they have, what is asked, what is allowed."""
    of = _credited(scope, among).subquery()
    missing = case((of.c.credited < of.c.floor, of.c.floor - of.c.credited), else_=0)
    beyond = case((of.c.credited > of.c.ceiling, of.c.credited - of.c.ceiling), else_=0)
    return select(of, missing.label("missing"), beyond.label("beyond")).subquery()


def _credited(scope: Scope, among: Among) -> AnySelect:
    """From each person to their credits, so that a unit costs what its own people cost."""
    floor, ceiling = _limits(among.day)
    statement: AnySelect = select(
        Person.id,
        Person.name,
        Person.nip,
        Person.staff_kind.label("kind"),
        Unit.id.label("unit_id"),
        Unit.name.label("unit"),
        Unit.path.label("path"),
        func.coalesce(func.sum(JpCredit.jp), 0).label("credited"),
        floor.label("floor"),
        ceiling.label("ceiling"),
    )
    today = in_force(Membership.since, Membership.until, among.day)
    theirs = and_(JpCredit.person_id == Person.id, _in_year(among.day))
    return (
        statement.select_from(Person)
        .join(Membership, and_(Membership.person_id == Person.id, today))
        .join(Unit, Unit.id == Membership.unit_id)
        .outerjoin(JpCredit, theirs)
        .where(Person.active.is_(True), scope.clause(Unit.agency_id, Unit.path), *_clauses(among))
        .group_by(Person.id, Unit.id)
    )


def _clauses(among: Among) -> list[ColumnElement[bool]]:
    clauses: list[ColumnElement[bool]] = []
    if among.unit_path:
        clauses.append(identity.under(Unit.path, among.unit_path))
    if among.kind is not None:
        clauses.append(Person.staff_kind == among.kind)
    if among.words:
        clauses.append(identity.called(among.words))
    return clauses


def _standing(people: Subquery, standing: str) -> ColumnElement[bool]:
    told = {
        "short": people.c.missing > 0,
        "reached": people.c.credited >= people.c.floor,
        "beyond": people.c.beyond > 0,
    }
    return told.get(standing, literal(True))


PEOPLE_SORTS = ("name", "unit", "kind", "credited", "missing", "beyond")


def list_fulfilment(scope: Scope, among: Among, sort: str, *, down: bool = False) -> AnySelect:
    """The people behind the sums, as a statement to be paged or written out."""
    people = _people(scope, among)
    column = people.c[sort]
    order = column.desc() if down else column.asc()
    return select(people).where(_standing(people, among.standing)).order_by(order, people.c.id)


def list_fulfilment_page(
    scope: Scope, among: Among, sort: str, page: int, *, down: bool = False
) -> Sequence[AnyRow]:
    found = list_fulfilment(scope, among, sort, down=down)
    return rows(found.limit(PEOPLE_PAGE).offset((page - 1) * PEOPLE_PAGE))


def list_fulfilment_size(scope: Scope, among: Among) -> int:
    people = _people(scope, among)
    found = row(select(func.count()).select_from(people).where(_standing(people, among.standing)))
    return int(found[0]) if found else 0


def fulfilment_by_unit(scope: Scope, among: Among) -> Sequence[AnyRow]:
    """One row for each unit and kind of staff that has people in service."""
    people = _people(scope, among)
    reached = case((people.c.credited >= people.c.floor, 1), else_=0)
    asked = case((people.c.floor.is_not(None), 1), else_=0)
    return rows(
        select(
            people.c.path,
            people.c.kind,
            func.count().label("people"),
            func.sum(people.c.credited).label("credited"),
            func.sum(asked).label("asked"),
            func.sum(reached).label("reached"),
            func.sum(people.c.missing).label("missing"),
            func.sum(case((people.c.beyond > 0, 1), else_=0)).label("beyond"),
        ).group_by(people.c.path, people.c.kind)
    )

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
    contract = and_(Person.staff_kind.in_(sorted(BY_CONTRACT)), Person.contract_start.is_not(None))
    return case((contract, _number(Person.contract_start)), else_=NEW_YEAR)


def _year_of(year: Any, number: Any) -> Any:
    """In which calendar year the JP year began that a day lies in."""
    return year - case((number < _begins(), 1), else_=0)


def _in_year(day: date) -> ColumnElement[bool]:
    """The credits of the JP year that `day` lies in, as `year_for` has it."""
    on = JpCredit.credited_on
    theirs = _year_of(extract("year", on), _number(on))
    asked = _year_of(literal(day.year), literal(day.month * 100 + day.day))
    near = on.between(day - LONGEST_YEAR, day + LONGEST_YEAR)
    return and_(near, theirs == asked)


def _credits(day: date) -> Subquery:
    return (
        select(JpCredit.person_id, func.sum(JpCredit.jp).label("jp"))
        .join(Person, Person.id == JpCredit.person_id)
        .where(_in_year(day))
        .group_by(JpCredit.person_id)
        .subquery()
    )


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
    given = _credits(among.day)
    credited = func.coalesce(given.c.jp, 0)
    floor, ceiling = _limits(among.day)
    statement: AnySelect = select(
        Person.id,
        Person.name,
        Person.nip,
        Person.staff_kind.label("kind"),
        Unit.id.label("unit_id"),
        Unit.name.label("unit"),
        Unit.path.label("path"),
        credited.label("credited"),
        floor.label("floor"),
        ceiling.label("ceiling"),
        case((credited < floor, floor - credited), else_=0).label("missing"),
        case((credited > ceiling, credited - ceiling), else_=0).label("beyond"),
    )
    today = in_force(Membership.since, Membership.until, among.day)
    return (
        statement.select_from(Person)
        .join(Membership, and_(Membership.person_id == Person.id, today))
        .join(Unit, Unit.id == Membership.unit_id)
        .outerjoin(given, given.c.person_id == Person.id)
        .where(Person.active.is_(True), scope.clause(Unit.agency_id, Unit.path), *_clauses(among))
        .subquery()
    )


def _clauses(among: Among) -> list[ColumnElement[bool]]:
    clauses: list[ColumnElement[bool]] = []
    if among.unit_path:
        clauses.append(Unit.path.startswith(among.unit_path, autoescape=True))
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

"""Whose records somebody may list, and which of these are wanted."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import aliased

from lms.identity import queries as identity
from lms.identity.models import Role
from lms.identity.policies import OFFICERS
from lms.identity.queries import Scope
from lms.records.models import Completion, CompletionPerson

AnySelect = Select[*tuple[Any, ...]]
_later = aliased(Completion)
# A record that another one replaces is history; everyone reads the current view.
CURRENT = Completion.id.not_in(select(_later.replaces).where(_later.replaces.is_not(None)))


@dataclass(frozen=True)
class Wanted:
    """What narrows the register; an empty one wants every record of the scope."""

    since: date | None = None
    until: date | None = None  # the last day
    unit_path: str = ""  # the unit and all below it
    course_id: int | None = None
    form_code: int | None = None
    words: str = ""  # in the name as it was recorded, or a whole NIP, past ones too
    after: int = 0  # only positions above this one

    @property
    def whole(self) -> int | None:
        """The one calendar year that is wanted as a whole, 0 for all; none: only a part of one."""
        if self.course_id or self.form_code or self.words or self.after:
            return None
        if self.since is None or self.until is None:
            return 0 if self.since is self.until else None
        year = self.since.year
        return year if (self.since, self.until) == (date(year, 1, 1), date(year, 12, 31)) else None

    @property
    def nip(self) -> str:
        """The digits where the words are a number, else ""."""
        return identity.digits(self.words)


def scope_of(person_id: int) -> Scope:
    """The records that BKD and programme officers, and heads in their subtree, may list."""
    return identity.scope_of(person_id, *OFFICERS, Role.UNIT_HEAD)


def narrowed(statement: AnySelect, scope: Scope, wanted: Wanted) -> AnySelect:
    """`statement`, which reads completions, over the current records that are wanted."""
    return _narrowed(statement, scope.clause(Completion.agency_id, Completion.unit_path), wanted)


def by_position(statement: AnySelect, scope: Scope, wanted: Wanted) -> AnySelect:
    """The same in the register's order, without holding all rows to sort them.

    An agency is most of the rows: found by its index they would be sorted, half as fast and in
    memory. Wrapped in what changes nothing, the column is no reason to take that index.
    """
    agency = func.coalesce(Completion.agency_id, 0)
    found = _narrowed(statement, scope.clause(agency, Completion.unit_path), wanted)
    return found.order_by(Completion.position)


def _narrowed(statement: AnySelect, within: ColumnElement[bool], wanted: Wanted) -> AnySelect:
    statement = statement.where(within, CURRENT, *_clauses(wanted))
    if wanted.words and not wanted.nip:
        statement = statement.where(Completion.id.in_(_named(wanted.words)))
    return statement


def _clauses(wanted: Wanted) -> list[ColumnElement[bool]]:
    clauses: list[ColumnElement[bool]] = []
    if wanted.since:
        clauses.append(Completion.completed_on >= wanted.since)
    if wanted.until:
        clauses.append(Completion.completed_on <= wanted.until)
    if wanted.unit_path:
        clauses.append(identity.under(Completion.unit_path, wanted.unit_path))
    if wanted.course_id is not None:
        clauses.append(Completion.course_id == wanted.course_id)
    if wanted.form_code is not None:
        clauses.append(Completion.form_code == wanted.form_code)
    if wanted.after:
        clauses.append(Completion.position > wanted.after)
    if wanted.nip:
        clauses.append(Completion.person_id.in_(identity.numbered(wanted.nip)))
    return clauses


def _named(words: str) -> AnySelect:
    lowered = func.lower(CompletionPerson.name)
    return select(CompletionPerson.completion_id).where(
        *(lowered.contains(word.lower(), autoescape=True) for word in words.split())
    )

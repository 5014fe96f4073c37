"""People of the register whose identifier at SIASN is not known yet."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Select, func, select

from lms.foundation.database import AnyRow, row, rows
from lms.identity.models import Person
from lms.identity.queries import Scope
from lms.records.models import Completion
from lms.records.queries.wanted import CURRENT
from lms.siasn.models import SiasnPerson


def _without(statement: Select[*tuple[Any, ...]], scope: Scope) -> Select[*tuple[Any, ...]]:
    known = select(SiasnPerson.person_id)
    inside = scope.clause(Completion.agency_id, Completion.unit_path)
    recorded = select(Completion.person_id).where(inside, CURRENT)
    return statement.where(Person.id.in_(recorded), Person.id.not_in(known))


def list_without_id(scope: Scope, limit: int) -> Sequence[AnyRow]:
    asked = _without(select(Person.id, Person.name, Person.nip), scope)
    return rows(asked.order_by(Person.name, Person.id).limit(limit))


def count_without_id(scope: Scope) -> int:
    found = row(_without(select(func.count(Person.id)), scope))
    return found[0] if found else 0

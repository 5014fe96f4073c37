"""Whose certificates an officer may list."""

from sqlalchemy import ColumnElement, false, or_

from lms.certificates.models import Certificate
from lms.identity import queries as identity
from lms.identity.policies import OFFICERS
from lms.identity.queries import Scope
from lms.records.models import Completion


def scope_of(person_id: int) -> Scope:
    """Where the person is BKD or programme officer."""
    return identity.scope_of(person_id, *OFFICERS)


def within(scope: Scope) -> ColumnElement[bool]:
    """Certificates that the scope's agencies issued, and those of its own people."""
    issued = Certificate.agency_id.in_(sorted(scope.agencies)) if scope.agencies else false()
    return or_(issued, scope.clause(Completion.agency_id, Completion.unit_path))

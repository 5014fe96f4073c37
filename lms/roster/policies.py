"""Who may change the roster: officers of a whole agency, and nobody for another's people."""

from lms.identity.models import Role
from lms.identity.queries import scope_of


def agencies_of(person_id: int) -> frozenset[int]:
    """Where the person keeps the roster as a whole, not that of one unit."""
    return scope_of(person_id, Role.ADMINISTRATOR, Role.BKD_OFFICER).agencies


def may_keep_any(person_id: int) -> bool:
    return bool(agencies_of(person_id))


def may_keep(person_id: int, agency_id: int) -> bool:
    return agency_id in agencies_of(person_id)

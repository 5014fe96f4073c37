"""Who may make programmes, and who may follow them."""

from lms.programmes import queries
from lms.programmes.queries import Programmed


def may_make_any(person_id: int) -> bool:
    """Programme officers of a whole agency."""
    return bool(queries.scope_of(person_id))


def may_make(agency_id: int, person_id: int) -> bool:
    return agency_id in queries.scope_of(person_id).agencies


def may_know(found: Programmed, agency_id: int | None) -> bool:
    """The agency's people, and whoever is in it."""
    return found.agency_id == agency_id or found.journey_id is not None


def may_join(found: Programmed, agency_id: int | None) -> bool:
    return found.agency_id == agency_id and found.closed_at is None


def may_leave(found: Programmed) -> bool:
    """What was completed stays."""
    return found.journey_id is not None and found.arrived_at is None

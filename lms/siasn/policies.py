"""Who keeps an agency's records at SIASN: BKD officers of the whole agency."""

from lms.identity.models import Role
from lms.identity.queries import scope_of


def kept_by(person_id: int) -> frozenset[int]:
    """Agencies whose records this person may send."""
    return scope_of(person_id, Role.BKD_OFFICER).agencies


def may_send(agency_id: int, person_id: int) -> bool:
    return agency_id in kept_by(person_id)


def may_send_any(person_id: int) -> bool:
    return bool(kept_by(person_id))

"""Who may have others told what happens in an agency."""

from lms.identity.models import Role
from lms.identity.queries import scope_of
from lms.webhooks.models import Subscription

KEEPERS = (Role.BKD_OFFICER, Role.ADMINISTRATOR)


def agencies_of(person_id: int) -> frozenset[int]:
    """Where the person is an officer of the whole agency, not of one unit."""
    return scope_of(person_id, *KEEPERS).agencies


def may_keep_any(person_id: int) -> bool:
    return bool(agencies_of(person_id))


def may_keep(person_id: int, held: Subscription) -> bool:
    return held.agency_id in agencies_of(person_id)

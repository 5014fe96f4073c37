"""Who may bring questions into the bank of an agency, or take them along."""

from lms.learning.queries import led_by


def agencies_of(person_id: int) -> frozenset[int]:
    """Where the person is trainer or programme officer of the whole agency, not of one course."""
    return led_by(person_id).agencies


def may_exchange(person_id: int) -> bool:
    return bool(agencies_of(person_id))


def may_exchange_in(person_id: int, agency_id: int) -> bool:
    return agency_id in agencies_of(person_id)

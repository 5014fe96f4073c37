"""Who may change the rules: officers of the province's BKD, two of them together."""

from lms.foundation.database import AnyRow
from lms.standards.queries import ruling_agency


def may_propose(person_id: int) -> bool:
    return ruling_agency(person_id) is not None


def may_answer(person_id: int, change: AnyRow) -> bool:
    """Never who proposed it; an officer of the same province."""
    others: bool = change.proposed_by != person_id
    return others and ruling_agency(person_id) == change.agency_id


def may_withdraw(person_id: int, change: AnyRow) -> bool:
    proposed: int = change.proposed_by
    return proposed == person_id

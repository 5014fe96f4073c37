"""Who may read the register, and who may correct it."""

from lms.identity.models import Role
from lms.identity.queries import Scope, scope_of
from lms.records.models import Completion


def may_list(scope: Scope) -> bool:
    """Whoever has somebody to list: BKD and programme officers, heads of units."""
    return bool(scope)


def may_correct(person_id: int, completion: Completion) -> bool:
    """BKD officers, for the records that are theirs to keep, but never for their own learning."""
    kept = scope_of(person_id, Role.BKD_OFFICER)
    own = completion.person_id == person_id
    return not own and kept.holds(completion.agency_id, completion.unit_path)

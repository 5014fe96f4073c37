"""Who may see and change whom."""

from lms.identity import queries
from lms.identity.models import Role

OFFICERS = (Role.BKD_OFFICER, Role.PROGRAMME_OFFICER)


def holds(person_id: int, role: Role) -> bool:
    """Whether the person holds this role anywhere today."""
    return role in queries.roles(person_id)


def may_list_records(person_id: int) -> bool:
    """BKD and programme officers, and heads for their own subtree."""
    return bool(queries.scope_of(person_id, *OFFICERS, Role.UNIT_HEAD))


def may_end(sign_in_id: int, person_id: int) -> bool:
    """A session is ended by the person whose it is."""
    return any(opened.id == sign_in_id for opened in queries.open_sign_ins(person_id))


def may_administer(person_id: int) -> bool:
    return holds(person_id, Role.ADMINISTRATOR)

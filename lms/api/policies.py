"""Who makes tokens, and what a token opens: never more than its maker may open that day."""

from collections.abc import Collection, Sequence

from lms.api.models import Right
from lms.identity import queries as identity
from lms.identity.models import Role

# Records are kept by BKD officers; administrators look after people, and read no register.
OPENED = {
    Role.BKD_OFFICER: tuple(Right),
    Role.ADMINISTRATOR: (Right.PEOPLE, Right.UNITS, Right.COURSES),
}
MAKERS = tuple(OPENED)


def agencies_of(person_id: int) -> frozenset[int]:
    """Where the person keeps tokens: officers of a whole agency, not of one unit."""
    return identity.scope_of(person_id, *MAKERS).agencies


def may_keep_any(person_id: int) -> bool:
    return bool(agencies_of(person_id))


def may_keep(person_id: int, agency_id: int) -> bool:
    """Make tokens for the agency, and revoke them, another officer's too."""
    return agency_id in agencies_of(person_id)


def opened_by(roles: Collection[Role]) -> frozenset[Right]:
    """What whoever holds these roles may let a program do."""
    return frozenset(right for role in roles for right in OPENED.get(role, ()))


def rights_of(person_id: int, agency_id: int) -> Sequence[Right]:
    """What the person may put into a token for the agency, in their order."""
    roles = [it for it in MAKERS if agency_id in identity.scope_of(person_id, it).agencies]
    return [right for right in Right if right in opened_by(roles)]


def may_use(rights: Collection[Right], wanted: Right | None) -> bool:
    """Whether a token with these rights opens what asks for `wanted`; some things ask for none."""
    return wanted is None or wanted in rights

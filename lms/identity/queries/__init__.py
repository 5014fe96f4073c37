"""What can be asked about people: who is who, who is signed in, who holds which grant today."""

from lms.identity.nip import masked, normalise
from lms.identity.queries.finding import called, digits, numbered, people_called, people_in
from lms.identity.queries.grants import (
    RoleHeld,
    administrators,
    agencies,
    grants,
    held,
    open_grants,
    roles,
    roles_held,
    scope_of,
    units_within,
)
from lms.identity.queries.newcomers import (
    count_newcomers,
    is_newcomer,
    list_newcomers,
    open_activation,
)
from lms.identity.queries.people import (
    history,
    membership,
    names,
    next_placement,
    person,
    person_by_nip,
    person_known_as,
    post_of,
)
from lms.identity.queries.periods import in_force
from lms.identity.queries.roster import (
    PAGE,
    Standing,
    Wanted,
    administered,
    changes,
    home,
    list_people,
    list_size,
)
from lms.identity.queries.visitors import (
    MEMORY,
    Visitor,
    open_sign_ins,
    signed_in_now,
    visitor,
    wrong_tries,
)
from lms.identity.scope import Scope, under
from lms.identity.wording import ROLE_NAMES

__all__ = [
    "MEMORY",
    "PAGE",
    "ROLE_NAMES",
    "RoleHeld",
    "Scope",
    "Standing",
    "Visitor",
    "Wanted",
    "administered",
    "administrators",
    "agencies",
    "called",
    "changes",
    "count_newcomers",
    "digits",
    "grants",
    "held",
    "history",
    "home",
    "in_force",
    "is_newcomer",
    "list_newcomers",
    "list_people",
    "list_size",
    "masked",
    "membership",
    "names",
    "next_placement",
    "normalise",
    "numbered",
    "open_activation",
    "open_grants",
    "open_sign_ins",
    "people_called",
    "people_in",
    "person",
    "person_by_nip",
    "person_known_as",
    "post_of",
    "roles",
    "roles_held",
    "scope_of",
    "signed_in_now",
    "under",
    "units_within",
    "visitor",
    "wrong_tries",
]

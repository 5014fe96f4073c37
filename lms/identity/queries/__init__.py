"""What can be asked about people: who is who, who is signed in, who holds which grant today."""

from lms.identity.nip import masked
from lms.identity.queries.finding import called, digits, numbered, people_called, people_in
from lms.identity.queries.grants import (
    Duty,
    administrators,
    duties,
    grants,
    held,
    open_grants,
    roles,
    scope_of,
    units_within,
)
from lms.identity.queries.people import (
    history,
    membership,
    names,
    next_placement,
    person,
    person_by_nip,
    person_known_as,
)
from lms.identity.queries.periods import in_force
from lms.identity.queries.visitors import (
    MEMORY,
    Visitor,
    open_sign_ins,
    visitor,
    wrong_tries,
)
from lms.identity.scope import Scope

__all__ = [
    "MEMORY",
    "Duty",
    "Scope",
    "Visitor",
    "administrators",
    "called",
    "digits",
    "duties",
    "grants",
    "held",
    "history",
    "in_force",
    "masked",
    "membership",
    "names",
    "next_placement",
    "numbered",
    "open_grants",
    "open_sign_ins",
    "people_called",
    "people_in",
    "person",
    "person_by_nip",
    "person_known_as",
    "roles",
    "scope_of",
    "units_within",
    "visitor",
    "wrong_tries",
]

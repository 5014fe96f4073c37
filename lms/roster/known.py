"""People of the roster of today, as much of them as a row may change or must not."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from lms.identity.models import PostLevel, StaffKind


@dataclass(frozen=True, slots=True)
class Standing:
    """Where somebody works now or from a day to come."""

    id: int
    unit_id: int
    post_id: int
    level: PostLevel
    rank: str
    since: date
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Known:
    """A person of the roster, as much as a row may change or must not."""

    id: int
    nip: str
    name: str
    email: str | None
    staff: StaffKind
    contract: date | None
    active: bool
    standing: Standing | None = None
    upcoming: bool = False  # that place begins only after the one of today
    elsewhere: str = ""  # the agency where they are or were last, where it is another
    holds: bool = False  # a role
    holds_beyond: bool = False  # a role that whoever imports does not administer


@dataclass(frozen=True)
class Roster:
    """Who is known under the numbers of some rows, those of today and those of before."""

    people: Mapping[str, Known] = field(default_factory=dict)

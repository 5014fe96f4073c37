"""What a record still lacks before SIASN can be told of it, as the engine finds it."""

from enum import StrEnum

from sqlalchemy import ColumnElement, and_, false, func, or_, true

from lms.records.models import Completion, CompletionPerson
from lms.records.queries import certified
from lms.records.queries.siasn import STRUCTURAL
from lms.siasn.models import SiasnPerson
from lms.siasn.queries.rules import Rules

NIP = 18


class Missing(StrEnum):
    AGENCY = "agency"  # nobody said by what SIASN knows the agency
    PERSON = "person"
    COURSE = "course"  # structural leadership that is not mapped
    LETTER = "letter"
    NUMBER = "number"
    REVOKED = "revoked"
    HOURS = "hours"
    NIP = "nip"


def missing(rules: Rules) -> dict[Missing, ColumnElement[bool]]:
    numbered = func.coalesce(certified.NUMBER, "") != ""
    valid = certified.VALID_NUMBER.is_not(None)
    structural = Completion.form_code == STRUCTURAL
    return {
        Missing.AGENCY: false() if rules.agency else true(),
        Missing.PERSON: SiasnPerson.orang_id.is_(None),
        Missing.COURSE: and_(structural, Completion.course_id.not_in(rules.structural)),
        Missing.LETTER: Completion.form_code.in_(rules.unsure),
        Missing.NUMBER: ~numbered,
        Missing.REVOKED: and_(numbered, ~valid),
        Missing.HOURS: Completion.jp < 1,
        Missing.NIP: func.length(CompletionPerson.nip) != NIP,
    }


def anything(rules: Rules) -> ColumnElement[bool]:
    return or_(*missing(rules).values())

"""How many JP a completed course earns, by the dated rule of its form."""

from dataclasses import dataclass
from datetime import date

from lms.catalog.library import Outline
from lms.foundation.errors import Invalid
from lms.identity.models import Person
from lms.records import queries
from lms.standards.models import JpMethod, JpRule
from lms.standards.queries import jp_rule


@dataclass(frozen=True)
class Earned:
    jp: int
    rule_id: int | None
    legal_basis: str


def earned(outline: Outline, person: Person, day: date) -> Earned:
    """The JP of a course completed on `day`, and why so many.

    Where no rule holds the record is written all the same, with 0 JP and the reason in place of
    the legal basis: a gap in the table of rules is not the learner's to mend.
    """
    form_code: int = outline.facts["form"]
    try:
        rule = jp_rule(form_code, day)
    except Invalid:
        return Earned(0, None, f"Belum ada aturan JP untuk bentuk {form_code} pada {day}")
    if not rule.earns_again and queries.has_earned(person, outline.course_id, day):
        reason = "pengulangan pada tahun JP yang sama tidak menambah JP"
        return Earned(0, rule.id, f"{rule.legal_basis}; {reason}")
    return Earned(_by(rule, outline.facts["jp"]), rule.id, rule.legal_basis)


def _by(rule: JpRule, stated: int) -> int:
    return stated if rule.method == JpMethod.COURSE else rule.jp_per_event or 0

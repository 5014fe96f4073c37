"""Which rule holds on a day, and which are to change."""

from lms.standards.professionalism import Part, most, worth
from lms.standards.queries.changing import (
    changes_among,
    rule_change,
    ruling_agency,
    waiting_changes,
)
from lms.standards.queries.dated import (
    Described,
    OfPost,
    competencies,
    competency_names,
    development_forms,
    form,
    form_names,
    index_parts,
    jp_rule,
    required_levels,
    rules_of,
    rules_on,
    year_rule,
    year_rules,
)

__all__ = [
    "Described",
    "OfPost",
    "Part",
    "changes_among",
    "competencies",
    "competency_names",
    "development_forms",
    "form",
    "form_names",
    "index_parts",
    "jp_rule",
    "most",
    "required_levels",
    "rule_change",
    "rules_of",
    "rules_on",
    "ruling_agency",
    "waiting_changes",
    "worth",
    "year_rule",
    "year_rules",
]

"""What can be asked about records and SIASN."""

from lms.siasn.lacking import Missing
from lms.siasn.queries.entries import (
    count_waiting,
    ends_of,
    entry,
    list_steps,
    sending,
    sendings,
    settles_at,
    steps_of,
    waiting_ids,
)
from lms.siasn.queries.laid_out import Laid, laid_out
from lms.siasn.queries.people import count_without_id, list_without_id
from lms.siasn.queries.rules import (
    Rules,
    agency_rule,
    course_rules,
    courses,
    form_rules,
    forms,
    rules_of,
)
from lms.siasn.queries.standing import (
    PAGE,
    Standing,
    Wish,
    list_counts,
    list_records,
    list_sendable,
    list_size,
    one_of,
)

__all__ = [
    "PAGE",
    "Laid",
    "Missing",
    "Rules",
    "Standing",
    "Wish",
    "agency_rule",
    "count_waiting",
    "count_without_id",
    "course_rules",
    "courses",
    "ends_of",
    "entry",
    "form_rules",
    "forms",
    "laid_out",
    "list_counts",
    "list_records",
    "list_sendable",
    "list_size",
    "list_steps",
    "list_without_id",
    "one_of",
    "rules_of",
    "sending",
    "sendings",
    "settles_at",
    "steps_of",
    "waiting_ids",
]

"""What the next number would be, were a certificate issued now."""

from lms.certificates import numbers, queries
from lms.certificates.models import Numbering
from lms.foundation import clock


def next_number(agency_id: int) -> str:
    """Whoever issues first gets it; "" where the agency has not said how it numbers."""
    rule = queries.numbering(agency_id, clock.today())
    return number_by(rule, agency_id) if rule else ""


def number_by(rule: Numbering, agency_id: int) -> str:
    day = max(rule.since, clock.today())
    sequence = queries.last_number(agency_id, day.year) + 1
    parts = numbers.Parts(rule.classification, rule.office)
    return numbers.written(rule.pattern, parts, sequence, day)

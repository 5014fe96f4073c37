"""What can be asked of the register and the JP ledger."""

from lms.records.queries.export import register_export
from lms.records.queries.listing import (
    PAGE,
    SORTS,
    Choices,
    Sums,
    register_choices,
    register_page,
    register_sums,
)
from lms.records.queries.looks import LOOKS_PAGE, looks_at, looks_total
from lms.records.queries.siasn import siasn_courses, siasn_structural
from lms.records.queries.taken import (
    TAKEN_PAGE,
    exports_taken,
    exports_total,
    like_export,
    taken_export,
)
from lms.records.queries.transcripts import completions_of, has_earned
from lms.records.queries.wanted import CURRENT, Wanted, scope_of
from lms.records.queries.years import FormTotal, YearPicture, jp_by_year, year_picture

__all__ = [
    "CURRENT",
    "LOOKS_PAGE",
    "PAGE",
    "SORTS",
    "TAKEN_PAGE",
    "Choices",
    "FormTotal",
    "Sums",
    "Wanted",
    "YearPicture",
    "completions_of",
    "exports_taken",
    "exports_total",
    "has_earned",
    "jp_by_year",
    "like_export",
    "looks_at",
    "looks_total",
    "register_choices",
    "register_export",
    "register_page",
    "register_sums",
    "scope_of",
    "siasn_courses",
    "siasn_structural",
    "taken_export",
    "year_picture",
]

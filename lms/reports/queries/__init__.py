"""What can be asked of courses, months and deadlines over the people of a scope."""

from lms.reports.queries.behind import NOWHERE, Wanted, list_behind
from lms.reports.queries.courses import Stop, Taken, course_taken, courses_taken, every_course
from lms.reports.queries.mandates import (
    Owed,
    list_every_owed,
    list_owed,
    mandates_owed,
    owed_by_unit,
)
from lms.reports.queries.months import KINDS, Month, by_month, list_of_month
from lms.reports.queries.overdue import Late, late_by_unit, list_late
from lms.reports.queries.professionalism import BANDS, Spread, list_estimates, spread
from lms.reports.queries.within import PAGE, STANDINGS, Listed, years

__all__ = [
    "BANDS",
    "KINDS",
    "NOWHERE",
    "PAGE",
    "STANDINGS",
    "Late",
    "Listed",
    "Month",
    "Owed",
    "Spread",
    "Stop",
    "Taken",
    "Wanted",
    "by_month",
    "course_taken",
    "courses_taken",
    "every_course",
    "late_by_unit",
    "list_behind",
    "list_estimates",
    "list_every_owed",
    "list_late",
    "list_of_month",
    "list_owed",
    "mandates_owed",
    "owed_by_unit",
    "spread",
    "years",
]

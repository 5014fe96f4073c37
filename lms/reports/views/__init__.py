"""The pages of the room."""

from lms.reports.views import courses, mandates, months, overdue, professionalism
from lms.reports.views.blueprint import bp

__all__ = ["bp", "courses", "mandates", "months", "overdue", "professionalism"]

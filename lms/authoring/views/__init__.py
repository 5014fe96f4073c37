"""The pages of authors."""

from lms.authoring.views import about, bench, finishing, listing, modules, preview
from lms.authoring.views.blueprint import bp

PAGES = (about, bench, finishing, listing, modules, preview)  # importing them hangs them on it

__all__ = ["PAGES", "bp"]

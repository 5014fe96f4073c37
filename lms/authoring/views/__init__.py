"""The pages of authors."""

from lms.authoring.views import about, bench, finishing, listing, media, modules, preview
from lms.authoring.views.blueprint import bp

# Importing them hangs them on the blueprint.
PAGES = (about, bench, finishing, listing, media, modules, preview)

__all__ = ["PAGES", "bp"]

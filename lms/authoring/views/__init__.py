"""The pages of authors."""

from lms.authoring.views import (
    about,
    bench,
    finishing,
    history,
    listing,
    media,
    merging,
    modules,
    preview,
    source,
)
from lms.authoring.views.blueprint import bp

# Importing them hangs them on the blueprint.
PAGES = (about, bench, finishing, history, listing, media, merging, modules, preview, source)

__all__ = ["PAGES", "bp"]

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
    refereeing,
    source,
)
from lms.authoring.views.blueprint import bp

# Importing them hangs them on the blueprint.
WRITING = (about, bench, listing, media, merging, modules, preview, source)
PAGES = (*WRITING, finishing, history, refereeing)

__all__ = ["PAGES", "bp"]

"""The pages of authors."""

from lms.authoring.views import (
    about,
    archiving,
    bench,
    finishing,
    history,
    listing,
    media,
    merging,
    modules,
    preview,
    refereeing,
    remarking,
    source,
)
from lms.authoring.views.blueprint import bp

# Importing them hangs them on the blueprint.
WRITING = (about, bench, listing, media, merging, modules, preview, source)
PAGES = (*WRITING, archiving, finishing, history, refereeing, remarking)

__all__ = ["PAGES", "bp"]

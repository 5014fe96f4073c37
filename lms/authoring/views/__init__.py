"""The pages of authors."""

from lms.authoring.views import (
    about,
    archiving,
    bench,
    checks,
    finishing,
    history,
    listing,
    media,
    merging,
    modules,
    preview,
    refereeing,
    remarking,
    scenes,
    source,
)
from lms.authoring.views.blueprint import bp
from lms.authoring.views.questions import PAGES as QUESTIONS

# Importing them hangs them on the blueprint.
WRITING = (about, bench, checks, listing, media, merging, modules, preview, scenes, source)
PAGES = (*WRITING, *QUESTIONS, archiving, finishing, history, refereeing, remarking)

__all__ = ["PAGES", "bp"]

"""The pages of authors."""

from lms.authoring.views import (
    about,
    archiving,
    bench,
    checks,
    copying,
    finishing,
    handing,
    history,
    listing,
    media,
    merging,
    modules,
    preview,
    refereeing,
    remarking,
    saving,
    scenes,
    sharing,
    source,
)
from lms.authoring.views.blueprint import bp
from lms.authoring.views.questions import PAGES as QUESTIONS

# Importing them hangs them on the blueprint.
WRITING = (about, bench, checks, listing, media, merging, modules, preview, saving, scenes, source)
LIVING = (archiving, copying, handing, sharing)
PAGES = (*WRITING, *QUESTIONS, *LIVING, finishing, history, refereeing, remarking)

__all__ = ["PAGES", "bp"]

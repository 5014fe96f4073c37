"""The pages of authors."""

from lms.authoring.views import (
    about,
    bench,
    checks,
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
from lms.authoring.views.questions import PAGES as QUESTIONS

# Importing them hangs them on the blueprint.
PAGES = (
    *(about, bench, checks, finishing, history, listing, media),
    *(merging, modules, preview, source),
    *QUESTIONS,
)

__all__ = ["PAGES", "bp"]

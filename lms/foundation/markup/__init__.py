"""Markdown to safe HTML, once, when a revision is made.

The only importer of `markdown` and `bleach`, so that replacing them touches one folder. What an
author writes passes an allow-list; the parts that need more than the list allows (identifiers,
addresses, lazy images) are settled afterwards, by our own code, from checked values.
"""

from lms.foundation.markup.aside import rendering_aside
from lms.foundation.markup.formulas import TooMuch
from lms.foundation.markup.remembered import render
from lms.foundation.markup.rendered import WORDS_A_MINUTE, Rendered, Target
from lms.foundation.markup.rendering import ENDLESS, TAGS, plain

__all__ = [
    "ENDLESS",
    "TAGS",
    "WORDS_A_MINUTE",
    "Rendered",
    "Target",
    "TooMuch",
    "plain",
    "render",
    "rendering_aside",
]

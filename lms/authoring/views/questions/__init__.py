"""The questions of a quiz, written by form."""

from lms.authoring.views.questions import changing, listing, one, rules, text

PAGES = (changing, listing, one, rules, text)

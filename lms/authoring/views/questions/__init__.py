"""The questions of a quiz, written by form."""

from lms.authoring.views.questions import changing, drawing, listing, one, rules, text

PAGES = (changing, drawing, listing, one, rules, text)

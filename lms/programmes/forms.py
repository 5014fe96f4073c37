"""What an officer types to put courses in an order."""

from dataclasses import dataclass
from typing import Any

from flask_babel import lazy_gettext as _l
from werkzeug.datastructures import MultiDict
from wtforms import HiddenField, StringField, TextAreaField

from lms.foundation.text import plain_text
from lms.programmes.actions import MOST, Draft
from lms.web.forms import Form

FIRST, MORE = 3, 2  # empty rows that a new programme begins with, and that are added
REQUIRED, FREE = "required", "free"


@dataclass(frozen=True)
class Row:
    """One stage as it is typed; no course where nothing is chosen yet."""

    course_id: int | None = None
    required: bool = True


class CurriculumForm(Form):
    """The stages are rows of two choices each, which buttons of the form move, add and remove."""

    title = StringField(_l("Nama program"))
    summary = TextAreaField(_l("Untuk apa program ini"))
    stages = StringField(_l("Kursus menurut urutan"))  # takes what is refused of the rows

    seen = HiddenField()  # the number of the curriculum that is changed

    @property
    def number(self) -> int:
        return _identifier(self.seen.data or "")

    def draft(self, rows: list[Row]) -> Draft:
        chosen = ((row.course_id, row.required) for row in rows)
        return Draft(
            title=" ".join(plain_text(self.title.data or "").split()),
            summary=plain_text(self.summary.data or "").strip(),
            stages=tuple((course_id, required) for course_id, required in chosen if course_id),
        )


def typed(given: MultiDict[str, Any]) -> list[Row]:
    """The rows of the form as they were sent, at most as many as a programme has."""
    courses = given.getlist("course", type=_identifier)[: MOST + MORE]
    asked = given.getlist("required")
    return [
        Row(course_id or None, asked[n] != FREE if n < len(asked) else True)
        for n, course_id in enumerate(courses)
    ]


def _identifier(text: str) -> int:
    """0 where nothing is chosen, or nothing that could be."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0


def arranged(rows: list[Row], done: str) -> list[Row]:
    """The rows after one of the buttons: `more`, or `up-1`, `down-1`, `out-1` of the first row."""
    verb, _, number = done.partition("-")
    if verb == "more":
        return rows + [Row()] * min(MORE, MOST - len(rows))
    at = _identifier(number) - 1
    if not 0 <= at < len(rows):
        return rows
    if verb == "out":
        return rows[:at] + rows[at + 1 :]
    to = at + {"up": -1, "down": 1}.get(verb, 0)
    if 0 <= to < len(rows):
        rows = [*rows]
        rows[at], rows[to] = rows[to], rows[at]
    return rows

"""The front matter of a file: YAML between `---` lines, checked, with the place of every value."""

from dataclasses import dataclass
from typing import Generic, TypeVar

import yaml
from pydantic import BaseModel, ValidationError

from lms.catalog.reading.complaints import Complaint, complaint
from lms.catalog.reading.sheet import Sheet
from lms.catalog.reading.values import Place, Unreadable, Values, read_values
from lms.foundation.language import say

FENCE = "---"
Said = TypeVar("Said", bound=BaseModel)


@dataclass
class Front(Generic[Said]):
    said: Said
    body: int  # the line on which the Markdown begins
    values: Values

    def place(self, *path: int | str) -> Place:
        return self.values.place(path)


def read_front(sheet: Sheet, model: type[Said]) -> Front[Said] | None:
    """What the front matter says, or None after noting every fault in it."""
    end = _end(sheet)
    if end is None:
        return None
    values = _values(sheet, end)
    if values is None:
        return None
    try:
        return Front(model.model_validate(values.found), end + 1, values)
    except ValidationError as error:
        for each in error.errors(include_url=False):
            _report(sheet, values, complaint(each, model))
        return None


def body_of(sheet: Sheet) -> int | None:
    """The line on which the Markdown begins, whatever the front matter says; None without one."""
    fences = (number for number, line in enumerate(sheet.lines, 1) if line.rstrip() == FENCE)
    if next(fences, None) != 1:
        return None
    end = next(fences, None)
    return end + 1 if end else None


def _end(sheet: Sheet) -> int | None:
    if sheet.lines[0].rstrip() != FENCE:
        mend = say("Mulai berkas dengan --- lalu title: Judulnya, lalu --- lagi.")
        sheet.wrong(1, say("Berkas ini tidak diawali keterangan (front matter)."), mend)
        return None
    body = body_of(sheet)
    if body:
        return body - 1
    sheet.wrong(
        1, say("Keterangan di awal berkas tidak ditutup."), say("Tutup dengan baris --- sendiri.")
    )
    return None


def _values(sheet: Sheet, end: int) -> Values | None:
    # The first `---` stays, as an empty line, so that YAML counts lines as the file does.
    text = "\n".join(["", *sheet.lines[1 : end - 1], ""])
    try:
        return read_values(text)
    except Unreadable as error:
        sheet.wrong(error.line, error.text, error.mend, error.column)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        _no_yaml(sheet, min(line, end), column, error.problem or "")
    except yaml.YAMLError as error:
        _no_yaml(sheet, 1, 1, str(error).splitlines()[0])
    except RecursionError:
        sheet.wrong(2, say("Keterangan bersarang terlalu dalam."), say("Tulis lebih sederhana."))
    return None


def _no_yaml(sheet: Sheet, line: int, column: int, problem: str) -> None:
    sheet.wrong(
        line,
        say("Keterangan ini bukan YAML yang sah (%(problem)s).", problem=problem),
        say(
            "Periksa titik dua, tanda kutip, dan lekukannya; "
            "nilai yang memuat titik dua diapit kutip."
        ),
        column,
    )


def _report(sheet: Sheet, values: Values, found: Complaint) -> None:
    line, column = values.place(found.path, of_key=found.of_key)
    sheet.wrong(line, found.text, found.mend, column)

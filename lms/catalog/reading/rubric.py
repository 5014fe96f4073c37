"""The rubric of an assignment: one table under `## Rubrik`."""

import re
from dataclasses import dataclass, field
from typing import Any

from lms.catalog.reading.grammar import COMPETENCY
from lms.catalog.reading.placeholders import refuse_empty_cells
from lms.catalog.reading.prose import Addresses, Passage, write
from lms.catalog.reading.sheet import Sheet, outside_fences
from lms.foundation.language import say
from lms.foundation.markup import plain

HEADING = re.compile(r"##\s+(Rubrik|Rubric)\s*#*\s*$")
HEAD = re.compile(r"\s*\|\s*(Perilaku|Behaviour)\s*\|", re.IGNORECASE)
SECTION = re.compile(r"##(?!#)")
RULE = re.compile(r"\|?(\s*:?-+:?\s*\|)+(\s*:?-+:?\s*)?$")
EXAMPLE = "| Perilaku | 1 Belum tampak | 2 Mulai tampak | 3 Tampak | 4 Menonjol |"


@dataclass
class Rubric:
    start: int  # the line of its heading
    end: int  # the first line after it
    levels: list[str] = field(default_factory=list)
    rows: list[dict[str, Any]] = field(default_factory=list)


def read_rubric(sheet: Sheet, body: int) -> Rubric | None:
    """The rubric, or None after noting that there is none."""
    lines = list(outside_fences(sheet.lines[body - 1 :], body))
    start = next((number for number, line in lines if HEADING.match(line)), None)
    if start is None:
        sheet.wrong(
            len(sheet.lines),
            say("Tugas ini belum mempunyai rubrik."),
            say("Tambahkan ## Rubrik lalu %(example)s", example=EXAMPLE),
        )
        return None
    after = (number for number, line in lines if number > start and SECTION.match(line))
    rubric = Rubric(start, next(after, len(sheet.lines) + 1))
    read_table(sheet, rubric)
    refuse_empty_cells(sheet, range(rubric.start, rubric.end))
    return rubric


def is_head(line: str) -> bool:
    """Whether a table that begins so is a rubric, where it has no heading that says so."""
    return bool(HEAD.match(line))


def read_table(sheet: Sheet, rubric: Rubric) -> None:
    """The table between the lines of `rubric`, which holds nothing else."""
    numbered = enumerate(sheet.lines[rubric.start : rubric.end - 1], rubric.start + 1)
    table = [(number, line.strip()) for number, line in numbered if line.strip()]
    stray = [number for number, line in table if not line.startswith("|")]
    if stray:
        sheet.wrong(
            stray[0], say("Bagian rubrik hanya berisi satu tabel."), say("Pindahkan teks ini.")
        )
    elif len(table) < 3 or not RULE.match(table[1][1]):
        sheet.wrong(
            rubric.start,
            say("Tabel rubrik belum lengkap."),
            say("Mulai dengan %(example)s", example=EXAMPLE),
        )
    elif _read_head(sheet, rubric, *table[0]):
        for number, line in table[2:]:
            _read_row(sheet, rubric, number, line)


def _read_head(sheet: Sheet, rubric: Rubric, number: int, line: str) -> bool:
    rubric.levels = _cells(sheet, number, line)[1:]
    fits = 2 <= len(rubric.levels) <= 5 and all(
        re.match(rf"{place}\s+\S", level) for place, level in enumerate(rubric.levels, 1)
    )
    if not fits:
        mend = say("Tulis dua sampai lima tingkat bernomor urut: %(example)s", example=EXAMPLE)
        sheet.wrong(number, say("Kepala tabel rubrik tidak tepat."), mend)
    return fits


def _read_row(sheet: Sheet, rubric: Rubric, number: int, line: str) -> None:
    behaviour, *levels = _cells(sheet, number, line)
    if len(levels) != len(rubric.levels):
        text = say(
            "Baris rubrik ini berisi %(levels)s tingkat, bukan %(levels2)s.",
            levels=len(levels),
            levels2=len(rubric.levels),
        )
        sheet.wrong(
            number, text, say("Samakan jumlah kolomnya; tulis \\| untuk garis tegak biasa.")
        )
    elif not all([behaviour, *levels]):
        sheet.wrong(number, say("Ada sel rubrik yang kosong."), say("Isi setiap sel."))
    else:
        name, competency = _behaviour(behaviour)
        rubric.rows.append({"behaviour": name, "competency": competency, "levels": levels})


def _behaviour(cell: str) -> tuple[str, str | None]:
    found = re.fullmatch(r"(.*\S)\s*\(([^()]+)\)", cell)
    if found and COMPETENCY.fullmatch(found[2].strip()):
        return found[1], found[2].strip()
    return cell, None


def _cells(sheet: Sheet, number: int, line: str) -> list[str]:
    return [_text(sheet, number, cell) for cell in cells_of(line)]


def cells_of(line: str) -> list[str]:
    """The Markdown of each cell in a row of a table."""
    inside = re.sub(r"(?<!\\)\|$", "", line.strip().removeprefix("|"))
    return [cell.replace("\\|", "|").strip() for cell in re.split(r"(?<!\\)\|", inside)]


def _text(sheet: Sheet, number: int, source: str) -> str:
    html = write(sheet, Passage(number, [source]), Addresses("", {}, {})).html
    return " ".join(plain(html).split())

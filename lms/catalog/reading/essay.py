"""An essay question: its stem, the rubric that people mark it by, and what a good answer holds."""

from dataclasses import dataclass
from typing import Any

from lms.catalog.reading.options import Body, Opening, trimmed, unquoted
from lms.catalog.reading.prose import Addresses
from lms.catalog.reading.rubric import EXAMPLE, Rubric, is_head, read_table
from lms.catalog.reading.sheet import Sheet, outside_fences
from lms.catalog.reading.written import Written
from lms.foundation.language import say

Numbered = list[tuple[int, str]]


@dataclass
class EssayBody(Body):
    rubric: Rubric | None = None


def split_essay(sheet: Sheet, opening: Opening, first: int, lines: list[str]) -> EssayBody:
    """Stem, then the last table that begins as a rubric does, then general feedback."""
    plain = dict(outside_fences(lines, first))
    _refuse_options(sheet, opening, plain)
    heads = [
        number
        for number, line in plain.items()
        if is_head(line) and not plain.get(number - 1, "").strip().startswith("|")
    ]
    if not heads:
        mend = say("Tambahkan tabel rubrik di bawah pertanyaan: %(example)s", example=EXAMPLE)
        sheet.wrong(first - 1, say("Soal esai ini belum mempunyai rubrik."), mend)
        return EssayBody(stem=trimmed(lines))
    start = end = heads[-1]
    while plain.get(end, "").strip().startswith("|"):
        end += 1
    rubric = Rubric(start - 1, end)
    read_table(sheet, rubric)
    body = EssayBody(stem=trimmed(lines[: start - first]), rubric=rubric)
    _take_general(sheet, body, list(enumerate(lines[end - first :], end)))
    return body


def _refuse_options(sheet: Sheet, opening: Opening, plain: dict[int, str]) -> None:
    for number, line in plain.items():
        if opening.exact.match(line):
            mend = say("Hapus, atau pakai type=single atau type=multiple.")
            sheet.wrong(number, say("Soal esai tidak memuat pilihan."), mend)


def _take_general(sheet: Sheet, body: EssayBody, after: Numbered) -> None:
    said = [(number, line) for number, line in after if line.strip()]
    stray = [number for number, line in said if not line.startswith(">")]
    if stray:
        mend = say("Pindahkan ke atas tabel; sesudahnya hanya umpan balik umum (>).")
        sheet.wrong(stray[0], say("Ada teks sesudah rubrik."), mend)
    elif said:
        body.general_line = said[0][0]
        kept = (line for number, line in after if said[0][0] <= number <= said[-1][0])
        body.general = [unquoted(line) for line in kept]


def essay(sheet: Sheet, written: Written, _: Addresses) -> dict[str, Any]:
    """What marking needs of an essay."""
    attributes, rubric = written.attributes, _rubric(written.body)
    least, most = attributes.number("min_words") or 0, attributes.number("max_words")
    if most is not None and most < least:
        column = attributes.columns["max_words"]
        text = say("Nilai max_words lebih kecil dari min_words.")
        sheet.wrong(attributes.line, text, say("Naikkan max_words."), column)
    return {
        "min_words": least,
        "max_words": most,
        "rubric": rubric.rows if rubric else [],
        "rubric_levels": rubric.levels if rubric else [],
    }


def _rubric(body: Body) -> Rubric | None:
    return body.rubric if isinstance(body, EssayBody) else None

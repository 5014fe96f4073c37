"""The questions of a survey: a scale between two named ends, one of several options, or text."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from lms.catalog.reading.attributes import LINE, PAIR
from lms.catalog.reading.grammar import SLUG, SURVEY_TYPES
from lms.catalog.reading.prose import Addresses, Passage, write, write_line
from lms.catalog.reading.questions import starts
from lms.catalog.reading.shapes import SurveyQuestion
from lms.catalog.reading.sheet import Sheet, outside_fences
from lms.catalog.reading.survey_lists import LISTS, Item
from lms.foundation.language import say
from lms.foundation.markup import plain

ITEM = re.compile(r"[-*+]\s+(?P<said>\S.*)$")
BOX = re.compile(r"\[[\sxX]?\](?!\()")
LONGEST_ID = 60


@dataclass(frozen=True)
class _Marked:
    """The line under a question's heading."""

    identifier: str
    type: str
    optional: bool


def read_survey(sheet: Sheet, body: int, addresses: Addresses) -> tuple[SurveyQuestion, ...]:
    """Every question from line `body` on; what is wrong with one is noted and leaves it out."""
    ends = [*starts(sheet, body), len(sheet.lines) + 1]
    read = [_read(sheet, start, end, addresses) for start, end in pairwise(ends)]
    if not read:
        mend = say(
            "Mulai pertanyaan dengan ## Pertanyaannya, lalu {#pengenal type=scale} di bawahnya."
        )
        sheet.wrong(body - 1, say("Survei ini belum berisi pertanyaan."), mend)
    return tuple(question for question in read if question)


def _read(sheet: Sheet, start: int, end: int, addresses: Addresses) -> SurveyQuestion | None:
    text = _heading(sheet, start, addresses)
    marked = _marked(sheet, start + 1) if text else None
    if marked is None:
        return None
    facts: dict[str, Any] = {"id": marked.identifier, "type": marked.type, "text": text}
    facts |= {"optional": marked.optional, "points": [], "options": [], "html": ""}
    first, lines = start + 2, sheet.lines[start + 1 : end - 1]
    if marked.type == "text":
        facts["html"] = _below(sheet, Passage(first, lines), addresses)
    else:
        facts |= LISTS[marked.type](sheet, start, _items(sheet, first, lines))
    return SurveyQuestion(marked.identifier, start, facts)


def _heading(sheet: Sheet, start: int, addresses: Addresses) -> str:
    asked = re.sub(r"\s+#+\s*$", "", sheet.lines[start - 1][2:]).strip()
    text = " ".join(plain(write_line(sheet, Passage(start, [asked]), addresses)).split())
    if not text:
        sheet.wrong(start, say("Pertanyaan ini kosong."), say("Tulis pertanyaannya sesudah ##."))
    return text


def _marked(sheet: Sheet, line: int) -> _Marked | None:
    """The attributes on that line, or None after noting every fault in them."""
    text = sheet.lines[line - 1].rstrip() if line <= len(sheet.lines) else ""
    found = LINE.match(text)
    if found is None:
        mend = say("Tulis {#pengenal type=scale}, type=choice, atau type=text tepat di bawah ##.")
        where = line if text.startswith("{") else line - 1
        sheet.wrong(where, say("Pertanyaan ini tanpa keterangan."), mend)
        return None
    before = len(sheet.findings.mistakes)
    if not SLUG.fullmatch(found["identifier"]) or len(found["identifier"]) > LONGEST_ID:
        mend = say(
            "Pakai huruf kecil, angka, dan tanda hubung, paling panjang %(longest_id)s.",
            longest_id=LONGEST_ID,
        )
        sheet.wrong(line, say("Pengenal pertanyaan tidak sah."), mend, 2)
    given = _given(sheet, line, found["rest"], found.start("rest"))
    if not any(name == "type" for name, _ in given):
        mend = say(
            "Tambahkan type=%(survey_types)s, atau salah satu dari %(survey_types2)s.",
            survey_types=SURVEY_TYPES[0],
            survey_types2=", ".join(SURVEY_TYPES),
        )
        sheet.wrong(line, say("Jenis pertanyaan belum disebut."), mend)
    if len(sheet.findings.mistakes) > before:
        return None
    kind = next(value for name, value in given if name == "type")
    return _Marked(found["identifier"], kind, ("optional", "") in given or kind == "text")


def _given(sheet: Sheet, line: int, rest: str, offset: int) -> list[tuple[str, str]]:
    given: list[tuple[str, str]] = []
    for pair in PAIR.finditer(rest):
        name, value, column = pair["name"], pair["value"], offset + pair.start() + 1
        if name in {each for each, _ in given}:
            sheet.wrong(
                line,
                say("Keterangan %(name)s ditulis dua kali.", name=name),
                say("Sisakan satu."),
                column,
            )
        elif name not in {"type", "optional"}:
            mend = say("Yang dikenal: type=… dan optional.")
            sheet.wrong(line, say("Keterangan %(name)s tidak dikenal.", name=name), mend, column)
        elif name == "optional" and value is not None:
            sheet.wrong(line, say("optional tidak bernilai."), say("Tulis optional saja."), column)
        elif name == "type" and (value or "") not in SURVEY_TYPES:
            mend = say("Pilih salah satu: %(survey_types)s.", survey_types=", ".join(SURVEY_TYPES))
            sheet.wrong(
                line,
                say("Nilai type=%(value)s tidak dapat dipakai.", value=value or ""),
                mend,
                column,
            )
        given.append((name, value or ""))
    return given


def _below(sheet: Sheet, passage: Passage, addresses: Addresses) -> str:
    html = write(sheet, passage, addresses).html
    if re.search(r'<[^>]* id="', html):
        mend = say("Pakai **huruf tebal** untuk judul, dan tulis catatannya dalam kalimat.")
        text = say("Pertanyaan tidak dapat memuat judul, catatan kaki, atau id.")
        blank = next(place for place, line in enumerate(passage.lines) if line.strip())
        sheet.wrong(passage.first + blank, text, mend)
    return html


def _items(sheet: Sheet, first: int, lines: list[str]) -> list[Item]:
    """The list under a question; a line that is no item of it is noted."""
    return list(_found(sheet, first, lines))


def _found(sheet: Sheet, first: int, lines: list[str]) -> Iterator[Item]:
    plain_lines = dict(outside_fences(lines, first))
    for number, line in enumerate(lines, first):
        item = ITEM.match(line) if number in plain_lines else None
        if item and BOX.match(item["said"]):
            mend = say("Survei tidak menilai; tulis pilihannya saja, tanpa [ ] atau [x].")
            sheet.wrong(number, say("Pilihan ini bertanda kotak."), mend, item.start("said") + 1)
        if item:
            yield number, " ".join(item["said"].split())
        elif line.strip():
            mend = say("Tulis satu pilihan sebaris, diawali tanda hubung tanpa lekukan.")
            sheet.wrong(number, say("Baris ini bukan bagian dari daftar pilihan."), mend)

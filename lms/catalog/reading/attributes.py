"""The line under a question's heading: `{#id type=single competency=M.5 level=1 points=1}`."""

import re
from dataclasses import dataclass, field
from difflib import get_close_matches

from lms.catalog.reading.grammar import COMPETENCY, SLUG, TYPES
from lms.catalog.reading.sheet import Sheet
from lms.foundation.language import Sentence, say

LINE = re.compile(r"\{#(?P<identifier>[^\s}]*)(?P<rest>[^}]*)\}\s*$")
PAIR = re.compile(r"(?P<name>[^\s=]+)(?:=(?P<value>\"[^\"]*\"|[^\s\"]*))?")
KEYS = ("type", "competency", "level", "points", "topic", "unit", "min_words", "max_words")
MOST = {"level": 5, "points": 100, "min_words": 2500, "max_words": 2500}
ESSAYS_ONLY = ("min_words", "max_words")


@dataclass
class Attributes:
    identifier: str
    line: int
    given: dict[str, str] = field(default_factory=dict)
    columns: dict[str, int] = field(default_factory=dict)

    @property
    def type(self) -> str:
        return self.given.get("type", "")

    def number(self, name: str) -> int | None:
        return int(self.given[name]) if name in self.given else None


def read_attributes(sheet: Sheet, heading: int) -> Attributes | None:
    """The attributes of the question whose heading is on that line, or None after noting faults."""
    line = heading + 1
    text = sheet.lines[heading].rstrip() if heading < len(sheet.lines) else ""
    found = LINE.match(text)
    if found is None:
        mend = say(
            "Tulis {#id-soal type=single …} tepat di bawah ## soal; pengantar tidak memakai ##."
        )
        sheet.wrong(
            line if text.startswith("{") else heading, say("Soal ini tanpa keterangan."), mend
        )
        return None
    attributes = Attributes(found["identifier"], line)
    before = len(sheet.findings.mistakes)
    _take(sheet, attributes, found["rest"], found.start("rest"))
    _check(sheet, attributes)
    return attributes if len(sheet.findings.mistakes) == before else None


def _take(sheet: Sheet, attributes: Attributes, rest: str, offset: int) -> None:
    for pair in PAIR.finditer(rest):
        name, column = pair["name"], offset + pair.start() + 1
        if name not in KEYS or name in attributes.given:
            twice = name in attributes.given
            text = say("Keterangan %(name)s tidak dikenal.", name=name)
            if twice:
                text = say("Keterangan %(name)s ditulis dua kali.", name=name)
            mend = say("Sisakan satu.") if twice else _nearest(name)
            sheet.wrong(attributes.line, text, mend, column)
            continue
        attributes.given[name] = (pair["value"] or "").strip('"')
        attributes.columns[name] = column


def _nearest(name: str) -> Sentence:
    near = get_close_matches(name, KEYS, 1)
    if near:
        return say("Mungkin maksud Anda %(name)s.", name=near[0])
    return say("Yang dikenal: %(known)s.", known=", ".join(KEYS))


def _check(sheet: Sheet, attributes: Attributes) -> None:
    if not SLUG.fullmatch(attributes.identifier):
        mend = say("Pakai huruf kecil, angka, dan tanda hubung, misalnya {#spbe-001 …}.")
        sheet.wrong(attributes.line, say("Pengenal soal tidak sah."), mend, 2)
    _check_type(sheet, attributes)
    if "competency" in attributes.given and not COMPETENCY.fullmatch(
        attributes.given["competency"]
    ):
        _wrong(sheet, attributes, "competency", say("Tulis kode seperti M.5 atau SK.1."))
    for name, most in MOST.items():
        value = attributes.given.get(name, "1")
        if not re.fullmatch(r"[1-9]\d{0,3}", value, re.ASCII) or int(value) > most:
            _wrong(
                sheet, attributes, name, say("Tulis bilangan bulat 1 sampai %(most)s.", most=most)
            )
    if "unit" in attributes.given and attributes.type != "numeric":
        _wrong(sheet, attributes, "unit", say("Satuan hanya untuk type=numeric."))
    for name in attributes.given.keys() & set(ESSAYS_ONLY):
        if attributes.type != "essay":
            _wrong(sheet, attributes, name, say("Jumlah kata hanya untuk type=essay."))


def _check_type(sheet: Sheet, attributes: Attributes) -> None:
    if attributes.type in TYPES:
        return
    if attributes.type:
        _wrong(
            sheet, attributes, "type", say("Pilih salah satu: %(types)s.", types=", ".join(TYPES))
        )
    else:
        mend = say("Tambahkan type=single, atau salah satu dari %(types)s.", types=", ".join(TYPES))
        sheet.wrong(attributes.line, say("Jenis soal belum disebut."), mend)


def _wrong(sheet: Sheet, attributes: Attributes, name: str, mend: Sentence) -> None:
    column = attributes.columns.get(name, 1)
    text = say(
        "Nilai %(name)s=%(given)s tidak dapat dipakai.", name=name, given=attributes.given[name]
    )
    sheet.wrong(attributes.line, text, mend, column)

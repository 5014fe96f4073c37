"""The line under a question's heading: `{#id type=single competency=M.5 level=1 points=1}`."""

import re
from dataclasses import dataclass, field
from difflib import get_close_matches

from lms.catalog.reading.grammar import COMPETENCY, SLUG, TYPES
from lms.catalog.reading.sheet import Sheet

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
        mend = "Tulis {#id-soal type=single …} tepat di bawah ## soal; pengantar tidak memakai ##."
        sheet.wrong(line if text.startswith("{") else heading, "Soal ini tanpa keterangan.", mend)
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
            text = f"Keterangan {name} {'ditulis dua kali' if twice else 'tidak dikenal'}."
            sheet.wrong(attributes.line, text, "Sisakan satu." if twice else _nearest(name), column)
            continue
        attributes.given[name] = (pair["value"] or "").strip('"')
        attributes.columns[name] = column


def _nearest(name: str) -> str:
    near = get_close_matches(name, KEYS, 1)
    return f"Mungkin maksud Anda {near[0]}." if near else f"Yang dikenal: {', '.join(KEYS)}."


def _check(sheet: Sheet, attributes: Attributes) -> None:
    if not SLUG.fullmatch(attributes.identifier):
        mend = "Pakai huruf kecil, angka, dan tanda hubung, misalnya {#spbe-001 …}."
        sheet.wrong(attributes.line, "Pengenal soal tidak sah.", mend, 2)
    _check_type(sheet, attributes)
    if "competency" in attributes.given and not COMPETENCY.fullmatch(
        attributes.given["competency"]
    ):
        _wrong(sheet, attributes, "competency", "Tulis kode seperti M.5 atau SK.1.")
    for name, most in MOST.items():
        value = attributes.given.get(name, "1")
        if not re.fullmatch(r"[1-9]\d{0,3}", value, re.ASCII) or int(value) > most:
            _wrong(sheet, attributes, name, f"Tulis bilangan bulat 1 sampai {most}.")
    if "unit" in attributes.given and attributes.type != "numeric":
        _wrong(sheet, attributes, "unit", "Satuan hanya untuk type=numeric.")
    for name in attributes.given.keys() & set(ESSAYS_ONLY):
        if attributes.type != "essay":
            _wrong(sheet, attributes, name, "Jumlah kata hanya untuk type=essay.")


def _check_type(sheet: Sheet, attributes: Attributes) -> None:
    if attributes.type in TYPES:
        return
    if attributes.type:
        _wrong(sheet, attributes, "type", f"Pilih salah satu: {', '.join(TYPES)}.")
    else:
        mend = f"Tambahkan type=single, atau salah satu dari {', '.join(TYPES)}."
        sheet.wrong(attributes.line, "Jenis soal belum disebut.", mend)


def _wrong(sheet: Sheet, attributes: Attributes, name: str, mend: str) -> None:
    column = attributes.columns.get(name, 1)
    text = f"Nilai {name}={attributes.given[name]} tidak dapat dipakai."
    sheet.wrong(attributes.line, text, mend, column)

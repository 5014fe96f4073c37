"""CSV as people's programs write it: any usual encoding, any usual separator."""

import codecs
import csv
import io
import re
from collections.abc import Iterator

from lms.foundation.language import say
from lms.roster.columns import known_names
from lms.roster.reading.faults import unreadable

SEPARATORS = (";", ",", "\t", "|")
TOLD = re.compile(r"sep=(.)\r?\n?", re.IGNORECASE)  # how Excel is told the separator
MARKS = {
    codecs.BOM_UTF8: "utf-8-sig",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}
CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1f\ufffd]")
WIDTH = 101  # one more column than is taken, so that too many are seen
LOOKED_AT = 20_000  # letters by which the separator is found


def rows(content: bytes) -> Iterator[tuple[int, list[str]]]:
    text = decoded(content)
    told = TOLD.match(text)
    separator = told[1] if told else _separator(text)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    return _numbered(reader, skipped=1 if told else 0)


def _numbered(reader: Iterator[list[str]], skipped: int) -> Iterator[tuple[int, list[str]]]:
    number = 0
    try:
        for number, cells in enumerate(reader, 1):
            if number > skipped:
                yield number, [" ".join(cell.split()) for cell in cells[:WIDTH]]
    except csv.Error:
        said = say(
            "Setelah baris %(row)d ada tanda kutip yang tidak ditutup atau isi yang terlalu "
            "panjang, sehingga baris berikutnya tidak dapat dibaca.",
            row=number,
        )
        raise unreadable(said) from None


def decoded(content: bytes) -> str:
    """The text in UTF-8, UTF-16 or, where it is neither, as Windows writes it."""
    encoding = next((name for mark, name in MARKS.items() if content.startswith(mark)), "")
    for tried in [encoding] if encoding else _guesses(content):
        try:
            text = content.decode(tried)
        except UnicodeDecodeError:
            continue
        if not CONTROLS.search(text):
            return text
    raise unreadable(
        say(
            "Huruf dalam berkas ini tidak dapat dibaca. Simpan lagi sebagai CSV UTF-8, "
            "atau kirim XLSX-nya."
        )
    )


def _guesses(content: bytes) -> list[str]:
    start = content[:1000]
    if start.count(b"\0") * 3 > len(start):  # UTF-16 without its mark: a zero beside each letter
        return ["utf-16-le" if start[1:2] == b"\0" else "utf-16-be"]
    return ["utf-8", "cp1252"]


def _separator(text: str) -> str:
    """By which the first rows fall into most of the columns that we know, else into most."""
    start = text[:LOOKED_AT]

    def worth(separator: str) -> tuple[int, int]:
        found = csv.reader(io.StringIO(start, newline=""), delimiter=separator)
        try:
            head = [cells for _, cells in zip(range(20), found, strict=False)]
        except csv.Error:
            return 0, 0
        widest = max((len(cells) for cells in head), default=0)
        return max((known_names(cells) for cells in head), default=0), widest

    return max(SEPARATORS, key=worth)

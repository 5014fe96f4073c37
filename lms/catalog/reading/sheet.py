"""A text file under reading: its lines as written, and the findings noted against them."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from lms.catalog.reading.shapes import Mistake
from lms.foundation.language import Sentence, say

LARGEST = 200 * 2**10  # bytes of one text; more is a book, and slow to render
LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")  # NUL is refused by PostgreSQL
FENCE = re.compile(r"(`{3,}|~{3,}) *(?:\{.*\}|\.?[\w#.+-]* *)$")  # as Python-Markdown opens one


@dataclass
class Findings:
    """What a reading noticed: mistakes stop a course, notes do not."""

    mistakes: list[Mistake] = field(default_factory=list)
    notes: list[Mistake] = field(default_factory=list)


@dataclass
class Sheet:
    """The lines of one file; lines and columns are counted from 1, as editors do."""

    path: str  # relative to the content folder
    source: bytes
    findings: Findings
    written: list[str] = field(default_factory=list)  # each line with its own line end
    lines: list[str] = field(default_factory=list)  # the same without

    def wrong(self, line: int, text: Sentence, mend: Sentence, column: int = 1) -> None:
        self.findings.mistakes.append(Mistake(self.path, line, column, text, mend))

    def note(self, line: int, text: Sentence, mend: Sentence, column: int = 1) -> None:
        self.findings.notes.append(Mistake(self.path, line, column, text, mend))

    def between(self, start: int, end: int) -> str:
        """The bytes' own text from line `start` up to but without line `end`."""
        return "".join(self.written[start - 1 : end - 1])


def open_sheet(
    path: str, source: bytes, findings: Findings, largest: int = LARGEST
) -> Sheet | None:
    """The file as text, or None after noting why it is none."""
    sheet = Sheet(path, source, findings)
    if len(source) > largest:
        said = say("Berkas teks ini lebih dari %(largest)s KB.", largest=largest // 2**10)
        sheet.wrong(1, said, say("Pecah menjadi beberapa berkas."))
        return None
    try:
        text = source.decode("utf-8-sig")  # Windows' Notepad likes to begin with a mark
    except UnicodeDecodeError as error:
        line, column = _place(source, error.start)
        sheet.wrong(
            line,
            say("Huruf ini bukan UTF-8."),
            say("Simpan ulang berkas dengan pengodean UTF-8."),
            column,
        )
        return None
    if not text.strip():
        sheet.wrong(1, say("Berkas ini kosong."), say("Isi berkas atau hapus."))
        return None
    sheet.written = LINE.findall(text)
    sheet.lines = [each.rstrip("\r\n") for each in sheet.written]
    return sheet if _is_plain(sheet) else None


def _place(source: bytes, offset: int) -> tuple[int, int]:
    before = source[:offset]
    line = before.count(b"\n") + 1
    return line, len(before[before.rfind(b"\n") + 1 :].decode("utf-8", "replace")) + 1


def _is_plain(sheet: Sheet) -> bool:
    for number, line in enumerate(sheet.lines, 1):
        found = CONTROL.search(line)
        if found:
            sheet.wrong(
                number,
                say("Ada karakter kendali yang tidak terlihat (kode %(ord)s).", ord=ord(found[0])),
                say("Hapus karakter itu; biasanya terbawa saat menyalin dari dokumen lain."),
                found.start() + 1,
            )
            return False
    return True


class Fences:
    """Knows, line after line, whether a text is inside a fenced block of code."""

    def __init__(self) -> None:
        self.opened = ""

    def hold(self, line: str) -> bool:
        """Whether `line` belongs to a fenced block, its fences included."""
        if self.opened:
            if line.rstrip() == self.opened:
                self.opened = ""
            return True
        found = FENCE.match(line)
        self.opened = found[1] if found else ""
        return bool(found)


def outside_fences(lines: Iterable[str], first: int) -> Iterator[tuple[int, str]]:
    """The lines that are not code, with their numbers; `first` is the number of the first."""
    fences = Fences()
    for number, line in enumerate(lines, first):
        if not fences.hold(line):
            yield number, line


def unclosed_fence(lines: Iterable[str], first: int) -> int | None:
    """The line of a fence that is opened and never closed."""
    fences, opened = Fences(), first
    for number, line in enumerate(lines, first):
        was_open = fences.opened
        fences.hold(line)
        opened = number if fences.opened and not was_open else opened
    return opened if fences.opened else None

"""A text with gaps: each `{{…}}` of the stem is taken out before it is rendered, and put back.

While the text is rendered, a mark of two private characters stands for each gap. They are letters
to Markdown, so a gap may stand in a table, a list or bold; where it does not come out as text (in
code, a link or a picture's words), no control could stand there.
"""

import re
from dataclasses import dataclass
from typing import Any

from lms.catalog.reading.gaps import read_gap
from lms.catalog.reading.prose import Addresses
from lms.catalog.reading.sheet import Fences, Sheet
from lms.catalog.reading.written import Written, stem_of
from lms.foundation.language import say

OPENS, CLOSES = "\ue000", "\ue001"
MARK = re.compile(f"{OPENS}\\d+{CLOSES}")
BLANK = "____"  # a gap where nothing can be filled in, such as a list of questions
MOST = 20
WRITTEN = re.compile(
    r"(?P<code>(?<!\\)(?P<ticks>`+).+?(?<!`)(?P=ticks)(?!`))"
    r"|\{\{(?P<inside>[^{}]*)\}\}|(?P<stray>\{\{)"
)
RENDERED = re.compile(
    r"<(?P<end>/?)(?P<tag>[a-z0-9]+)(?:\"[^\"]*\"|'[^']*'|[^<>\"'])*>"
    rf"|{OPENS}(?P<gap>\d+){CLOSES}"
)
NO_PLACE = {"a", "code", "pre"}


@dataclass(frozen=True)
class Gap:
    line: int
    column: int
    content: dict[str, Any]


def with_gaps(sheet: Sheet, written: Written, addresses: Addresses) -> dict[str, Any]:
    """The stem in the pieces around its gaps, and what each gap accepts."""
    taking, line = _Taking(sheet), written.heading
    heading = taking.take(line, sheet.lines[line - 1])
    more = [taking.take(*each) for each in enumerate(written.body.stem, line + 2)]
    read = stem_of(sheet, line, heading, more, addresses)
    html = RENDERED.sub(_without_words, read["stem"])
    _check(sheet, written, taking.gaps, html)
    return {
        "stem": MARK.sub(BLANK, html),
        "heading": MARK.sub(BLANK, read["heading"]),
        "pieces": MARK.split(html),
        "gaps": [gap.content for gap in taking.gaps],
    }


def _without_words(found: re.Match[str]) -> str:
    """A tag whose attributes name no gap, as a table's does that is called by its heads."""
    return MARK.sub(BLANK, found[0]) if found["tag"] else found[0]


def no_options(sheet: Sheet, written: Written, _: Addresses) -> dict[str, Any]:
    for option in written.body.options:
        mend = say("Tulis jawabannya di dalam naskah: {{jawaban}} atau {{[x] benar | [ ] salah}}.")
        sheet.wrong(option.line, say("Soal cloze tidak memakai daftar pilihan."), mend)
    return {}


class _Taking:
    """Takes the gaps out of one line after another."""

    def __init__(self, sheet: Sheet) -> None:
        self.sheet, self.fences = sheet, Fences()
        self.gaps: list[Gap] = []

    def take(self, line: int, text: str) -> str:
        if self.fences.hold(text):
            return text
        if OPENS in text or CLOSES in text:
            self.sheet.wrong(
                line, say("Ada karakter yang bukan huruf."), say("Ketik ulang baris ini.")
            )
        return WRITTEN.sub(lambda found: self._taken(line, found), text)

    def _taken(self, line: int, found: re.Match[str]) -> str:
        column = found.start() + 1
        if found["stray"]:
            mend = say("Tulis {{jawaban}} dalam satu baris, atau apit dengan `…` bila bukan isian.")
            self.sheet.wrong(line, say("Isian ini tidak ditutup."), mend, column)
        if found["inside"] is None:
            return found[0]
        content = read_gap(self.sheet, line, column, found["inside"])
        self.gaps.append(Gap(line, column, content))
        return f"{OPENS}{len(self.gaps)}{CLOSES}"


def _check(sheet: Sheet, written: Written, gaps: list[Gap], html: str) -> None:
    if not 1 <= len(gaps) <= MOST:
        mend = say("Tulis 1 sampai %(most)s isian dalam naskah, misalnya {{jawaban}}.", most=MOST)
        sheet.wrong(
            written.attributes.line, say("Soal ini berisi %(gaps)s isian.", gaps=len(gaps)), mend
        )
    shown = _shown(html)
    for number, gap in enumerate(gaps, 1):
        if shown.count(number) != 1:
            text = say("Isian tidak dapat berada di dalam kode, tautan, atau gambar.")
            sheet.wrong(gap.line, text, say("Pindahkan ke kalimat biasa."), gap.column)


def _shown(html: str) -> list[int]:
    """The gaps that came out where a control can stand."""
    found, depth = [], 0
    for each in RENDERED.finditer(html):
        if each["tag"] in NO_PLACE:
            depth += -1 if each["end"] else 1
        elif each["gap"] and depth == 0:
            found.append(int(each["gap"]))
    return found

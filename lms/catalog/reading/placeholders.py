"""The words that a new module begins with; they ask its author, so no learner may read them."""

import re
from collections.abc import Iterable
from itertools import pairwise

from lms.catalog.reading.sheet import Sheet, outside_fences
from lms.foundation.language import say

# Content, so in the language that courses are written in.
QUESTION = "Tulis pertanyaannya di sini"
FIRST, SECOND = "Tulis pilihan pertama di sini", "Tulis pilihan kedua di sini"
STORY, EFFECT = "Ceritakan keadaannya di sini.", "Tulis akibatnya di sini."
LEARNED = "Tulis di sini apa yang dipelajari."
CELL = "…"
LINES = {QUESTION, FIRST, SECOND, STORY, EFFECT, LEARNED}
MARK = re.compile(r"\s*(?:#+|[-*+](?: \[[ xX]\])?|>)?\s*(.*?)(?:\s*->.*)?\s*$")
MEND = say("Ganti dengan kalimat Anda sendiri, atau hapus.")


def refuse_placeholders(sheet: Sheet, starts: Iterable[int]) -> None:
    """The first that is left below each of these headings, so that one is not told thrice."""
    for start, end in pairwise([*starts, len(sheet.lines) + 1]):
        for number, line in outside_fences(sheet.lines[start - 1 : end - 1], start):
            found = MARK.match(line)
            if found and found[1] in LINES:
                text = say("Di sini masih ada kalimat contoh: %(words)s", words=found[1])
                sheet.wrong(number, text, MEND, found.start(1) + 1)
                break


def refuse_empty_cells(sheet: Sheet, rows: range) -> None:
    """Of the table by which people judge."""
    for number in rows:
        line = sheet.lines[number - 1]
        if any(cell.strip() == CELL for cell in line.split("|")):
            text = say("Baris rubrik ini masih berisi contoh: %(words)s", words=CELL)
            sheet.wrong(number, text, MEND, line.find(CELL) + 1)

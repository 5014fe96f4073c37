"""The questions of a quiz or of the bank: each begins with `## ` and the line of its attributes."""

import re
from itertools import pairwise
from typing import Any

from lms.catalog.reading.attributes import read_attributes
from lms.catalog.reading.prose import Addresses, Passage, write
from lms.catalog.reading.readers import READERS
from lms.catalog.reading.shapes import ReadQuestion
from lms.catalog.reading.sheet import Sheet, outside_fences
from lms.catalog.reading.written import Written
from lms.foundation.language import Sentence, say

HEADING = re.compile(r"##(?!#)")
MINUTES_A_QUESTION = 1.5
WORDS_WRITTEN_A_MINUTE = 10  # composing, not copying
SHORTEST_ESSAY = 10  # minutes


def first_question(sheet: Sheet, body: int) -> int:
    """The line of the first question, or the one after the last line."""
    return next(iter(starts(sheet, body)), len(sheet.lines) + 1)


BARE = say("%(bare_options)s pilihan soal %(identifier)s tanpa umpan balik.")


def read_questions(sheet: Sheet, body: int, addresses: Addresses) -> tuple[ReadQuestion, ...]:
    """Every question from line `body` on; what is wrong with one is noted and leaves it out."""
    ends = [*starts(sheet, body), len(sheet.lines) + 1]
    read = [_read(sheet, start, end, addresses) for start, end in pairwise(ends)]
    return tuple(question for question in read if question)


def answering_minutes(length: int, questions: tuple[ReadQuestion, ...]) -> float:
    """How long a quiz of so many questions takes; an essay is written, and not only ticked."""
    essays: list[int] = [each.content["min_words"] for each in questions if each.type == "essay"]
    writing = sum(max(SHORTEST_ESSAY, words / WORDS_WRITTEN_A_MINUTE) for words in essays)
    return MINUTES_A_QUESTION * (length - len(essays)) + writing


def note_bare_options(sheet: Sheet, questions: tuple[ReadQuestion, ...]) -> None:
    """Where a mark is at stake, every option should say why."""
    for question in questions:
        if question.bare_options:
            told = {"bare_options": question.bare_options, "identifier": question.identifier}
            mend = say("Tulis > alasannya di bawah setiap pilihan.")
            sheet.note(question.line, Sentence(BARE.text, told), mend)


def starts(sheet: Sheet, body: int) -> list[int]:
    """The lines of the headings with which questions begin."""
    lines = outside_fences(sheet.lines[body - 1 :], body)
    return [number for number, line in lines if HEADING.match(line)]


def _read(sheet: Sheet, start: int, end: int, addresses: Addresses) -> ReadQuestion | None:
    attributes = read_attributes(sheet, start)
    if attributes is None:
        return None
    reader = READERS[attributes.type]
    body = reader.apart(sheet, reader.opening, start + 2, sheet.lines[start + 1 : end - 1])
    return ReadQuestion(
        identifier=attributes.identifier,
        type=attributes.type,
        competency=attributes.given.get("competency"),
        level=attributes.number("level"),
        topic=attributes.given.get("topic", ""),
        points=attributes.number("points") or 1,
        source=sheet.between(start, end),
        line=start,
        content=_content(sheet, Written(attributes, body), addresses),
        bare_options=sum(not each.feedback for each in body.options) if reader.explains else 0,
    )


def _content(sheet: Sheet, written: Written, addresses: Addresses) -> dict[str, Any]:
    reader, start = READERS[written.attributes.type], written.heading
    general = Passage(written.body.general_line or start, written.body.general)
    content = {
        **reader.stem(sheet, written, addresses),
        "general": write(sheet, general, addresses).html,
        **reader.read(sheet, written, addresses),
    }
    if not content["heading"]:
        mend = say("Tulis pertanyaannya sesudah ##.")
        sheet.wrong(start, say("Soal ini tidak mempunyai pertanyaan."), mend)
    _refuse_anchors(sheet, start, content)
    return content


def _refuse_anchors(sheet: Sheet, line: int, content: dict[str, Any]) -> None:
    """Many questions share a page, so an identifier in one could meet its like in another."""
    if re.search(r'<[^>]* id="', str(content)):
        mend = say("Pakai **huruf tebal** untuk judul, dan tulis catatannya dalam kalimat.")
        sheet.wrong(line, say("Soal tidak dapat memuat judul, catatan kaki, atau id."), mend)

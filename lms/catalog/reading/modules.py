"""One module file: its front matter, its Markdown and the facts of its kind."""

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from lms.catalog.reading.declared import (
    AssignmentDeclared,
    DiscussionDeclared,
    LessonDeclared,
    ModuleDeclared,
    QuizDeclared,
    SurveyDeclared,
)
from lms.catalog.reading.front import Front, read_front
from lms.catalog.reading.pool import addresses_of, drawn_from
from lms.catalog.reading.prose import Addresses, Passage, check_headings, write
from lms.catalog.reading.questions import (
    WORDS_WRITTEN_A_MINUTE,
    answering_minutes,
    first_question,
    note_bare_options,
    read_questions,
)
from lms.catalog.reading.rubric import read_rubric
from lms.catalog.reading.shapes import ReadBank, ReadModule
from lms.catalog.reading.sheet import Sheet
from lms.catalog.reading.survey import read_survey
from lms.foundation.markup import Rendered

ANSWERS_A_MINUTE = 2
TAKING_PART = 15  # minutes: to write something, and to read some of what others wrote
EXPLAINED = {"graded", "final"}
USUAL_MARK = 70
RARE = {"cut", "opens", "closes"}  # among the facts only of those quizzes that say them


@dataclass(frozen=True)
class Page:
    """A module's file, its name, and what its addresses lead to."""

    sheet: Sheet
    slug: str
    addresses: Addresses
    bank: Mapping[str, ReadBank]  # by topic


def read_module(kind: str, page: Page) -> ReadModule | None:
    """The module, or None where its front matter cannot be read; faults are noted."""
    return READERS[kind](page)


def _lesson(page: Page) -> ReadModule | None:
    sheet = page.sheet
    front = read_front(sheet, LessonDeclared)
    if front is None:
        return None
    rendered = _write_body(page, front.body)
    if not rendered.html:
        sheet.wrong(front.body - 1, "Pelajaran ini belum berisi apa pun.", "Tulis isinya di bawah.")
    reading, practice = front.said.minutes or rendered.minutes, front.said.practice or 0
    facts = {
        "goals": front.said.goals,
        "minutes": reading + practice,
        "reading": reading,
        "practice": practice,
        "words": rendered.words,
        "headings": [list(each) for each in rendered.headings],
    }
    return _module(page, "lesson", front, rendered, facts)


def _quiz(page: Page) -> ReadModule | None:
    sheet = page.sheet
    front = read_front(sheet, QuizDeclared)
    if front is None:
        return None
    said = front.said
    rendered = _write_body(page, front.body, first_question(sheet, front.body))
    questions = read_questions(sheet, front.body, page.addresses)
    bank = drawn_from(sheet, front, page.bank) if said.blueprint else ()
    _check_source(sheet, front)
    if said.purpose in EXPLAINED:
        note_bare_options(sheet, questions)
    page.addresses.used.update(addresses_of(bank))
    facts = _rules(said)
    length = sum(line.count for line in said.blueprint.draw) if said.blueprint else len(questions)
    reading = rendered.minutes if rendered.words else 0
    facts["minutes"] = (
        said.minutes
        or said.time_limit
        or max(1, math.ceil(reading + answering_minutes(length, questions)))
    )
    module = _module(page, "quiz", front, rendered, facts)
    return replace(module, questions=questions, bank=bank)


def _rules(said: QuizDeclared) -> dict[str, Any]:
    rules = said.model_dump(mode="json", by_alias=True, exclude={"title", "summary", "was"})
    rules["pass_mark"] = USUAL_MARK if said.pass_mark is None else said.pass_mark
    return {name: rule for name, rule in rules.items() if name not in RARE or rule is not None}


def _check_source(sheet: Sheet, front: Front[QuizDeclared]) -> None:
    """A quiz asks its own questions, or draws all of them."""
    first, is_drawn = first_question(sheet, front.body), front.said.blueprint is not None
    has_own = first <= len(sheet.lines)
    if is_drawn and has_own:
        text = "Kuis ini menarik soal dari bank, jadi tidak memuat soal sendiri."
        sheet.wrong(first, text, "Pindahkan soal ini ke bank, atau hapus blueprint.")
    elif not is_drawn and not has_own:
        text = "Kuis ini belum berisi soal."
        sheet.wrong(front.body - 1, text, "Mulai soal dengan ## Pertanyaan.")


def _assignment(page: Page) -> ReadModule | None:
    sheet = page.sheet
    front = read_front(sheet, AssignmentDeclared)
    if front is None:
        return None
    said, rubric = front.said, read_rubric(sheet, front.body)
    hidden = range(rubric.start, rubric.end) if rubric else range(0)
    rendered = _write_body(page, front.body, without=hidden)
    facts = said.model_dump(mode="json", exclude={"title", "summary", "was"})
    writing = math.ceil(said.min_words / WORDS_WRITTEN_A_MINUTE)
    facts["minutes"] = said.minutes or rendered.minutes + max(10, writing)
    facts["rubric"] = rubric.rows if rubric else []
    facts["rubric_levels"] = rubric.levels if rubric else []
    return _module(page, "assignment", front, rendered, facts)


def _discussion(page: Page) -> ReadModule | None:
    sheet = page.sheet
    front = read_front(sheet, DiscussionDeclared)
    if front is None:
        return None
    rendered = _write_body(page, front.body)
    if not rendered.html:
        text = "Diskusi ini belum berisi pemantik."
        sheet.wrong(front.body - 1, text, "Tulis di bawah apa yang ditanyakan kepada peserta.")
    facts = {"minutes": front.said.minutes or rendered.minutes + TAKING_PART}
    return _module(page, "discussion", front, rendered, facts)


def _survey(page: Page) -> ReadModule | None:
    sheet = page.sheet
    front = read_front(sheet, SurveyDeclared)
    if front is None:
        return None
    rendered = _write_body(page, front.body, first_question(sheet, front.body))
    asked = read_survey(sheet, front.body, page.addresses)
    reading = rendered.minutes if rendered.words else 0
    facts = {
        "minutes": front.said.minutes or max(1, math.ceil(reading + len(asked) / ANSWERS_A_MINUTE)),
        "questions": [question.facts for question in asked],
    }
    return replace(_module(page, "survey", front, rendered, facts), survey=asked)


def _write_body(
    page: Page, body: int, end: int | None = None, without: range = range(0)
) -> Rendered:
    numbered = enumerate(page.sheet.lines[body - 1 : end and end - 1], body)
    passage = Passage(body, ["" if number in without else line for number, line in numbered])
    check_headings(page.sheet, passage)
    return write(page.sheet, passage, page.addresses)


def _module(
    page: Page, kind: str, front: Front[Any], rendered: Rendered, facts: dict[str, Any]
) -> ReadModule:
    said: ModuleDeclared = front.said
    _check_old_slug(page, front)
    return ReadModule(
        slug=page.slug,
        kind=kind,
        title=said.title,
        file_name=page.sheet.path.rpartition("/")[2],
        source=page.sheet.source,
        html=rendered.html,
        facts={"summary": said.summary, **facts},
        was=said.was,
        addresses=dict(page.addresses.used),
    )


def _check_old_slug(page: Page, front: Front[Any]) -> None:
    was, known = front.said.was, page.addresses
    line, column = front.place("was")
    if was in known.modules.values():
        text = f"Nama lama {was} masih dipakai sebuah modul."
        page.sheet.wrong(line, text, "Hapus baris was, atau ganti nama modul itu.", column)
    elif was and known.renamed.setdefault(was, page.slug) != page.slug:
        text = f"Nama lama {was} juga disebut modul {known.renamed[was]}."
        page.sheet.wrong(line, text, "Sisakan pada satu modul saja.", column)


Reader = Callable[[Page], ReadModule | None]
READERS: dict[str, Reader] = {
    "lesson": _lesson,
    "quiz": _quiz,
    "assignment": _assignment,
    "discussion": _discussion,
    "survey": _survey,
}

"""A quiz's file: its rules, and the questions that it asks or draws."""

import math
from dataclasses import replace
from typing import Any

from lms.catalog.reading.declared_quiz import QuizDeclared
from lms.catalog.reading.front import Front, read_front
from lms.catalog.reading.page import Page, module_of, write_body
from lms.catalog.reading.placeholders import refuse_placeholders
from lms.catalog.reading.pool import addresses_of, drawn_from
from lms.catalog.reading.questions import (
    answering_minutes,
    first_question,
    note_bare_options,
    read_questions,
    starts,
)
from lms.catalog.reading.shapes import ReadModule
from lms.catalog.reading.sheet import Sheet
from lms.foundation.language import say

EXPLAINED = {"graded", "final"}
USUAL_MARK = 70
RARE = {"cut", "opens", "closes"}  # among the facts only of those quizzes that say them


def read_quiz(page: Page) -> ReadModule | None:
    sheet = page.sheet
    front = read_front(sheet, QuizDeclared)
    if front is None:
        return None
    said = front.said
    rendered = write_body(page, front.body, first_question(sheet, front.body))
    questions = read_questions(sheet, front.body, page.addresses)
    refuse_placeholders(sheet, starts(sheet, front.body))
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
    module = module_of(page, "quiz", front, rendered, facts)
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
        text = say("Kuis ini menarik soal dari bank, jadi tidak memuat soal sendiri.")
        sheet.wrong(first, text, say("Pindahkan soal ini ke bank, atau hapus blueprint."))
    elif not is_drawn and not has_own:
        text = say("Kuis ini belum berisi soal.")
        sheet.wrong(front.body - 1, text, say("Mulai soal dengan ## Pertanyaan."))

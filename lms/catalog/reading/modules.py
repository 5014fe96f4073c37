"""One module file: its front matter, its Markdown and the facts of its kind."""

import math
from collections.abc import Callable
from dataclasses import replace

from lms.catalog.reading.declared import (
    AssignmentDeclared,
    DiscussionDeclared,
    LessonDeclared,
    SurveyDeclared,
)
from lms.catalog.reading.front import read_front
from lms.catalog.reading.offered import read_file, read_link
from lms.catalog.reading.page import Page, module_of, write_body
from lms.catalog.reading.questions import (
    WORDS_WRITTEN_A_MINUTE,
    first_question,
)
from lms.catalog.reading.quizzes import read_quiz
from lms.catalog.reading.rubric import read_rubric
from lms.catalog.reading.scenario import read_scenario
from lms.catalog.reading.session import read_session
from lms.catalog.reading.shapes import ReadModule
from lms.catalog.reading.survey import read_survey
from lms.catalog.reading.video import read_video
from lms.foundation.language import say

ANSWERS_A_MINUTE = 2
TAKING_PART = 15  # minutes: to write something, and to read some of what others wrote


def read_module(kind: str, page: Page) -> ReadModule | None:
    """The module, or None where its front matter cannot be read; faults are noted."""
    return READERS[kind](page)


def _lesson(page: Page) -> ReadModule | None:
    sheet = page.sheet
    front = read_front(sheet, LessonDeclared)
    if front is None:
        return None
    rendered = write_body(page, front.body)
    if not rendered.html:
        sheet.wrong(
            front.body - 1,
            say("Bacaan ini belum berisi apa pun."),
            say("Tulis isinya di bawah."),
        )
    reading, practice = front.said.minutes or rendered.minutes, front.said.practice or 0
    facts = {
        "goals": front.said.goals,
        "minutes": reading + practice,
        "reading": reading,
        "practice": practice,
        "words": rendered.words,
        "headings": [list(each) for each in rendered.headings],
    }
    return module_of(page, "lesson", front, rendered, facts)


def _assignment(page: Page) -> ReadModule | None:
    sheet = page.sheet
    front = read_front(sheet, AssignmentDeclared)
    if front is None:
        return None
    said, rubric = front.said, read_rubric(sheet, front.body)
    hidden = range(rubric.start, rubric.end) if rubric else range(0)
    rendered = write_body(page, front.body, without=hidden)
    facts = said.model_dump(mode="json", exclude={"title", "summary", "was"})
    writing = math.ceil(said.min_words / WORDS_WRITTEN_A_MINUTE)
    facts["minutes"] = said.minutes or rendered.minutes + max(10, writing)
    facts["rubric"] = rubric.rows if rubric else []
    facts["rubric_levels"] = rubric.levels if rubric else []
    return module_of(page, "assignment", front, rendered, facts)


def _discussion(page: Page) -> ReadModule | None:
    sheet = page.sheet
    front = read_front(sheet, DiscussionDeclared)
    if front is None:
        return None
    rendered = write_body(page, front.body)
    if not rendered.html:
        text = say("Diskusi ini belum berisi pemantik.")
        sheet.wrong(front.body - 1, text, say("Tulis di bawah apa yang ditanyakan kepada peserta."))
    facts = {"minutes": front.said.minutes or rendered.minutes + TAKING_PART}
    return module_of(page, "discussion", front, rendered, facts)


def _survey(page: Page) -> ReadModule | None:
    sheet = page.sheet
    front = read_front(sheet, SurveyDeclared)
    if front is None:
        return None
    rendered = write_body(page, front.body, first_question(sheet, front.body))
    asked = read_survey(sheet, front.body, page.addresses)
    reading = rendered.minutes if rendered.words else 0
    facts = {
        "minutes": front.said.minutes or max(1, math.ceil(reading + len(asked) / ANSWERS_A_MINUTE)),
        "questions": [question.facts for question in asked],
    }
    return replace(module_of(page, "survey", front, rendered, facts), survey=asked)


Reader = Callable[[Page], ReadModule | None]
READERS: dict[str, Reader] = {
    "lesson": _lesson,
    "quiz": read_quiz,
    "assignment": _assignment,
    "discussion": _discussion,
    "survey": _survey,
    "link": read_link,
    "file": read_file,
    "video": read_video,
    "session": read_session,
    "scenario": read_scenario,
}

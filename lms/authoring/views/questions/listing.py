"""The questions of a quiz in their order, and the types that one more may be of."""

import re
from dataclasses import dataclass
from textwrap import shorten

from flask import render_template

from lms.authoring import queries
from lms.authoring.questions.stack import mark_of
from lms.authoring.questions.types import KINDS
from lms.authoring.spoken import by_form
from lms.authoring.views.blueprint import bp
from lms.authoring.views.finding import NOT_YOURS
from lms.authoring.views.presence import others_at
from lms.authoring.views.questions.finding import QUESTIONS, Quiz, open_quiz
from lms.catalog.reading.shapes import Mistake
from lms.catalog.wording import wording_of
from lms.foundation.language import Sentence, say
from lms.web.access import ensure

LONGEST = 140  # letters by which a question is known again
GAP = re.compile(r"\{\{[^{}]*\}\}")
NO_WORDS = say("Tanpa pertanyaan")
BY_TEXT = say("Ditulis sebagai teks")


@dataclass(frozen=True)
class Line:
    """A question as the list shows it."""

    number: int
    mark: str
    heading: str
    label: Sentence
    points: str
    by_form: bool  # so that nobody has to be told how it is written
    faults: list[Mistake]
    notes: list[Mistake]


@bp.get(QUESTIONS)
def questions(slug: str, module_slug: str) -> str:
    quiz = open_quiz(slug, module_slug)
    ensure(quiz.bench.mine, NOT_YOURS)
    gone = queries.gone_questions(quiz.part.file)
    return render_template(
        "authoring/questions/list.html",
        bench=quiz.bench,
        quiz=quiz,
        lines=_lines(quiz),
        gone=[(each, heading(each.text)) for each in gone],
        others=others_at(quiz.part.file),
    )


def _lines(quiz: Quiz) -> list[Line]:
    numbers = range(1, len(quiz.stack.questions) + 1)
    return [_line(quiz, number, quiz.stack.text(number)) for number in numbers]


def _line(quiz: Quiz, number: int, text: str) -> Line:
    said = wording_of(text)
    return Line(
        number,
        mark_of(text),
        heading(text),
        KINDS[said.type].label if said else BY_TEXT,
        said.facts.get("points", "1") if said else "",
        said is not None,
        quiz.mistakes[number],
        [by_form(it) for it in quiz.notes[number]],
    )


def heading(text: str) -> str:
    """Its first words, without the marks of Markdown."""
    first = GAP.sub("____", text.split("\n", maxsplit=1)[0].strip("# "))
    return shorten(re.sub(r"[*`]", "", first), LONGEST, placeholder=" …") or str(NO_WORDS)


@bp.get(f"{QUESTIONS}/new")
def new_question(slug: str, module_slug: str) -> str:
    quiz = open_quiz(slug, module_slug)
    ensure(quiz.bench.mine, NOT_YOURS)
    return render_template(
        "authoring/questions/new.html", bench=quiz.bench, quiz=quiz, kinds=KINDS.values()
    )

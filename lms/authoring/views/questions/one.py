"""The form of one question, new or there already; its buttons work without a line of script."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from flask import flash, redirect, render_template, request
from flask.typing import ResponseReturnValue
from flask_login import current_user

from lms.assessment.preview import Preview
from lms.authoring import actions
from lms.authoring.questions.filled import (
    Filled,
    blank,
    changed,
    filled_of,
    labelled_as,
    sent,
    wording_as,
)
from lms.authoring.questions.fitting import faults, misread
from lms.authoring.questions.types import KINDS
from lms.authoring.views.blueprint import bp
from lms.authoring.views.finding import NOT_YOURS
from lms.authoring.views.preview import seen_of
from lms.authoring.views.questions.finding import QUESTIONS, Quiz, met, open_quiz
from lms.authoring.views.questions.text import keep
from lms.catalog.reading.grammar import SLUG
from lms.catalog.wording import wording_of, written
from lms.foundation.errors import NotFound
from lms.foundation.language import Sentence, say
from lms.standards.queries import competency_names
from lms.web.access import ensure

SAVE, NEXT, LOOK = "save", "next", "look"  # NEXT saves and begins another
Faults = Mapping[str, Sentence]


@dataclass(frozen=True)
class Place:
    """Which question a form is about: where it stands and its mark, or 0 and none of a new one."""

    number: int = 0
    mark: str = ""


@bp.route(f"{QUESTIONS}/new/<kind>", methods=["GET", "POST"])
def begin_question(slug: str, module_slug: str, kind: str) -> ResponseReturnValue:
    quiz = open_quiz(slug, module_slug)
    ensure(quiz.bench.mine, NOT_YOURS)
    if kind not in KINDS:
        raise NotFound
    if request.method == "GET":
        return _page(quiz, blank(kind), Place())
    filled = replace(sent(request.form, kind), identifier=actions.new_name(slug))
    return _answer(quiz, filled, Place())


@bp.route(f"{QUESTIONS}/<int:number>", methods=["GET", "POST"])
def question(slug: str, module_slug: str, number: int) -> ResponseReturnValue:
    quiz = open_quiz(slug, module_slug)
    ensure(quiz.bench.mine, NOT_YOURS)
    if request.method == "POST":
        return _answer(quiz, _sent(), Place(number, met().mark))
    said = wording_of(quiz.stack.text(number))
    if said is None:
        flash(str(say("Susunan soal ini tidak muat dalam formulir, jadi disunting sebagai teks.")))
        return redirect(quiz.to("question_text", number=number))
    return _page(quiz, filled_of(said), Place(number, quiz.mark(number)))


def _sent() -> Filled:
    """Raises NotFound for what no form of ours sends."""
    kind, name = request.form.get("type", ""), request.form.get("identifier", "")
    if kind not in KINDS or not SLUG.fullmatch(name):
        raise NotFound
    return sent(request.form, kind)


def _answer(quiz: Quiz, filled: Filled, place: Place) -> ResponseReturnValue:
    do = request.form.get("do", SAVE)
    if do not in {SAVE, NEXT, LOOK}:
        return _page(quiz, changed(filled, do), place, done=do)
    said = tuple(row for row in filled.rows if not row.is_blank)
    filled = replace(filled, rows=said or filled.rows)
    wrong = faults(filled) or misread(wording_as(filled))
    if wrong:
        return _page(quiz, filled, place, wrong), 422
    if do == LOOK:
        return _page(quiz, filled, place, done=do)
    onward = quiz.to("begin_question", kind=filled.type) if do == NEXT else ""
    return _keep(quiz, written(wording_as(filled)), place, onward)


def _keep(quiz: Quiz, text: str, place: Place, onward: str) -> ResponseReturnValue:
    if place.number:
        number = quiz.stack.find(place.number, place.mark)
        before = quiz.stack.text(number) if number else text
        return keep(quiz, labelled_as(text, before), onward)
    file = quiz.part.file
    number = actions.add_question(quiz.bench.manuscript, file, text, current_user.id)
    flash(str(say("Soal baru ada dalam naskah.")))
    return redirect(onward or f"{quiz.address}#soal-{number}")


def _page(
    quiz: Quiz, filled: Filled, place: Place, wrong: Faults | None = None, done: str = ""
) -> str:
    return render_template(
        "authoring/questions/form.html",
        bench=quiz.bench,
        quiz=quiz,
        it=filled,
        kind=KINDS[filled.type],
        place=place,
        faults=wrong or {},
        done=done,
        competencies=competency_names(),
        mistakes=quiz.mistakes[place.number] if place.number and not done else [],
        seen=None if wrong else _seen(quiz, filled),
    )


def _seen(quiz: Quiz, filled: Filled) -> Preview | None:
    """As a learner meets it; none while it could not be asked."""
    return seen_of(quiz.bench, quiz.part, written(wording_as(filled)))

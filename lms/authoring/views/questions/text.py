"""One question as its text, for what the form cannot hold."""

from functools import partial

from flask import flash, redirect, render_template, request
from flask.typing import ResponseReturnValue
from flask_login import current_user

from lms.authoring import actions, queries
from lms.authoring.questions.stack import stack_of
from lms.authoring.views.blueprint import bp
from lms.authoring.views.finding import NOT_YOURS
from lms.authoring.views.merging import Late, overtaken
from lms.authoring.views.questions.finding import QUESTIONS, Quiz, met, open_quiz
from lms.catalog.reading.sheet import CONTROL
from lms.foundation.language import Sentence, say
from lms.foundation.text import plain_text
from lms.web.access import ensure

LONGEST = 50_000


@bp.route(f"{QUESTIONS}/<int:number>/text", methods=["GET", "POST"])
def question_text(slug: str, module_slug: str, number: int) -> ResponseReturnValue:
    quiz = open_quiz(slug, module_slug)
    ensure(quiz.bench.mine, NOT_YOURS)
    if request.method == "GET":
        text = quiz.stack.text(number)
        return _page(quiz, number, quiz.mark(number), text)
    text = plain_text(request.form.get("text", "")).strip("\n")
    if fault := _fault(text):
        return _page(quiz, number, met().mark, text, fault), 422
    return keep(quiz, text)


def keep(quiz: Quiz, text: str, onward: str = "") -> ResponseReturnValue:
    """Save it where it stands now, or show both texts where somebody changed it meanwhile."""
    file = quiz.part.file
    try:
        number = actions.keep_question(quiz.bench.manuscript, file, met(), text, current_user.id)
    except actions.Overtaken as other:
        return side_by_side(quiz, other, text)
    flash(str(say("Soal tersimpan dalam naskah.")))
    return redirect(onward or f"{quiz.address}#soal-{number}")


def side_by_side(quiz: Quiz, other: actions.Overtaken, text: str) -> ResponseReturnValue:
    """What both wrote, where somebody else was ahead; a scene is met like a question."""
    write, to = partial(_mine, text), quiz.to("module_source")
    return overtaken(quiz.bench, Late(other.file, _base(other.file.id), write, quiz.address, to))


def _base(file_id: int) -> bytes | None:
    """The last text of the file in which the question was as the person saw it."""
    seen = met()
    texts = queries.versions(file_id)
    return next((it for it in texts if stack_of(it).find(seen.number, seen.mark)), None)


def _mine(text: str, source: bytes) -> bytes:
    """The file with this text where the question stood, or at its end."""
    stack, seen = stack_of(source), met()
    number = stack.find(seen.number, seen.mark) or seen.number
    there = 0 < number <= len(stack.questions)
    return (stack.with_text(number, text) if there else stack.with_new(number or 1, text)).source


def _fault(text: str) -> Sentence | None:
    if CONTROL.search(text) or len(text) > LONGEST:
        return say("Teks ini terlalu panjang, atau memuat karakter yang tidak terlihat.")
    if len(stack_of(text.encode()).questions) != 1 or not text.startswith("##"):
        return say(
            "Teks satu soal diawali ## dan pertanyaannya, dan hanya memuat satu ## semacam itu."
        )
    return None


def _page(quiz: Quiz, number: int, mark: str, text: str, fault: Sentence | None = None) -> str:
    return render_template(
        "authoring/questions/text.html",
        bench=quiz.bench,
        quiz=quiz,
        number=number,
        mark=mark,
        text=text,
        fault=fault,
        mistakes=quiz.mistakes[number],
    )

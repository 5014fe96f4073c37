"""What is done with a question as a whole: moved, copied, taken out, brought back."""

from flask import flash, redirect, request
from flask.typing import ResponseReturnValue
from flask_login import current_user

from lms.authoring import actions, queries
from lms.authoring.views.blueprint import bp
from lms.authoring.views.finding import NOT_YOURS
from lms.authoring.views.questions.finding import QUESTIONS, Quiz, met, open_quiz
from lms.foundation.errors import NotFound
from lms.foundation.language import say
from lms.web.access import ensure


def _back(quiz: Quiz, number: int = 0) -> ResponseReturnValue:
    return redirect(quiz.address + (f"#soal-{number}" if number else ""))


@bp.post(f"{QUESTIONS}/place")
def move_question(slug: str, module_slug: str) -> ResponseReturnValue:
    quiz = open_quiz(slug, module_slug)
    ensure(quiz.bench.mine, NOT_YOURS)
    places, here = request.form.get("places", 0, type=int), met()
    file = quiz.part.file
    actions.move_question(quiz.bench.manuscript, file, here, places, current_user.id)
    return _back(quiz, max(1, here.number + places))


@bp.post(f"{QUESTIONS}/copies")
def copy_question(slug: str, module_slug: str) -> ResponseReturnValue:
    quiz = open_quiz(slug, module_slug)
    ensure(quiz.bench.mine, NOT_YOURS)
    name, file = actions.new_name(slug), quiz.part.file
    number = actions.copy_question(quiz.bench.manuscript, file, met(), name, current_user.id)
    flash(str(say("Salinan soal ada di bawah aslinya.")))
    return _back(quiz, number)


@bp.post(f"{QUESTIONS}/removal")
def remove_question(slug: str, module_slug: str) -> ResponseReturnValue:
    quiz = open_quiz(slug, module_slug)
    ensure(quiz.bench.mine, NOT_YOURS)
    actions.remove_question(quiz.bench.manuscript, quiz.part.file, met(), current_user.id)
    flash(str(say("Soal dikeluarkan. Ia dapat dikembalikan dari bawah daftar soal.")))
    return _back(quiz)


@bp.post(f"{QUESTIONS}/removed")
def bring_question_back(slug: str, module_slug: str) -> ResponseReturnValue:
    quiz = open_quiz(slug, module_slug)
    ensure(quiz.bench.mine, NOT_YOURS)
    mark, file = request.form.get("mark"), quiz.part.file
    gone = next((it for it in queries.gone_questions(file) if it.mark == mark), None)
    if gone is None:
        raise NotFound(say("Soal itu tidak ada lagi di antara yang dikeluarkan."))
    actions.bring_question_back(quiz.bench.manuscript, file, gone, current_user.id)
    flash(str(say("Soal dikembalikan.")))
    return _back(quiz, gone.number)

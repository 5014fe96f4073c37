"""What a quiz draws from the bank, by form; its buttons work without a line of script."""

from collections.abc import Mapping
from typing import Any

from flask import flash, redirect, render_template, request
from flask.typing import ResponseReturnValue
from flask_login import current_user

from lms.authoring import actions, front, queries
from lms.authoring.blueprint import (
    LEVELS,
    Line,
    Plan,
    changed,
    faults,
    plan_of,
    sent,
    supplies,
    value_of,
)
from lms.authoring.fields import whole
from lms.authoring.views.blueprint import bp
from lms.authoring.views.finding import NOT_YOURS
from lms.authoring.views.merging import Late, overtaken
from lms.authoring.views.questions.finding import QUESTIONS, Quiz, open_quiz
from lms.foundation.language import Sentence, say
from lms.standards.queries import competency_names
from lms.web.access import ensure

SAVE, STOP = "save", "stop"
OWN = say("Kuis ini memuat soal sendiri. Beri tanda bila soal itu dikeluarkan dari kuis.")


@bp.route(f"{QUESTIONS}/blueprint", methods=["GET", "POST"])
def blueprint(slug: str, module_slug: str) -> ResponseReturnValue:
    quiz = open_quiz(slug, module_slug)
    ensure(quiz.bench.mine, NOT_YOURS)
    held = plan_of(front.values_of(quiz.part.file.source or b""))
    if request.method == "GET":
        return _page(quiz, held if held.lines else Plan(held.topics, (Line(),)), held)
    do, plan = request.form.get("do", SAVE), sent(request.form, request.form.getlist("from"))
    if do == STOP:
        return _keep(quiz, None)
    if do != SAVE:
        return _page(quiz, changed(plan, do), held)
    known = [each.slug for each in queries.topics_for(quiz.bench.agency_id, held.topics)]
    wrong = faults(plan, known)
    if quiz.stack.questions and "clear" not in request.form:
        wrong["clear"] = OWN
    return (_page(quiz, plan, held, wrong), 422) if wrong else _keep(quiz, value_of(plan))


def _keep(quiz: Quiz, value: dict[str, Any] | None) -> ResponseReturnValue:
    file, seen = quiz.part.file, whole(request.form.get("version")) or 0

    def write(source: bytes) -> bytes:
        anew = front.with_values(source, {"blueprint": value})
        if not (value and quiz.stack.questions):
            return anew
        return front.with_body(anew, front.parts(quiz.stack.above.encode()).body)

    try:
        source = write(file.source or b"")
        actions.save(quiz.bench.manuscript, file.id, seen, source, current_user.id, apart=True)
    except actions.Overtaken as other:
        base, back = queries.version_of(file.id, seen), quiz.to("blueprint")
        late = Late(other.file, base, write, back, quiz.to("module_source"))
        return overtaken(quiz.bench, late)
    told = say("Kisi-kisi tersimpan dalam naskah.")
    flash(str(told if value else say("Kuis tidak lagi menarik soal dari bank.")))
    return redirect(quiz.address)


def _page(quiz: Quiz, plan: Plan, held: Plan, wrong: Mapping[str, Sentence] | None = None) -> str:
    topics = queries.topics_for(quiz.bench.agency_id, held.topics)
    pool = queries.drawable([each.slug for each in topics])
    chosen = [each for each in pool if each.file in plan.topics]
    names = competency_names()
    codes = {each.competency for each in pool} | {line.competency for line in plan.lines}
    labels = {each.topic for each in pool} | {line.topic for line in plan.lines}
    return render_template(
        "authoring/questions/blueprint.html",
        bench=quiz.bench,
        quiz=quiz,
        plan=plan,
        draws=bool(held.lines),
        topics=topics,
        supplies=supplies(plan, chosen),
        total=sum(line.many for line in plan.lines),
        competencies={
            code: f"{code} {names.get(code, '')}" for code in sorted(filter(None, codes))
        },
        levels=[str(number) for number in range(1, LEVELS + 1)],
        labels=sorted(filter(None, labels)),
        faults=wrong or {},
    )

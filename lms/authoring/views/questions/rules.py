"""The rules of a quiz, by form."""

from functools import partial
from typing import Any

from flask import flash, redirect, render_template
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext as _l
from flask_login import current_user
from wtforms import BooleanField, IntegerField, SelectField
from wtforms.validators import NumberRange, Optional

from lms.authoring import actions, fields, front, queries
from lms.authoring.views.blueprint import bp
from lms.authoring.views.finding import NOT_YOURS
from lms.authoring.views.merging import Late, overtaken
from lms.authoring.views.questions.finding import QUESTIONS, Quiz, open_quiz
from lms.catalog.reading.declared_quiz import MarkingDeclared, QuizDeclared
from lms.foundation.language import say
from lms.web.access import ensure
from lms.web.forms import Form, SelectChoice

SHUFFLE = ("questions", "options")
USUAL = MarkingDeclared().model_dump()


class RulesForm(fields.form_of(QuizDeclared)):  # type: ignore[misc]  # made at the start
    shuffle_questions = BooleanField(_l("Acak urutan soal"))
    shuffle_options = BooleanField(_l("Acak urutan pilihan"))
    blind = BooleanField(
        _l("Tanpa nama"), description=_l("Penilai tidak melihat nama sampai nilainya keluar.")
    )
    second = BooleanField(
        _l("Dua penilai"),
        description=_l("Tanpa melihat penilaian yang lain; rata-ratanya yang berlaku."),
    )
    differs = IntegerField(
        _l("Beda tingkat yang memanggil penengah"),
        [Optional(), NumberRange(0, 4, _l("Isi 0 sampai 4."))],
        description=_l("Lebih dari sekian tingkat pada satu perilaku; 1 bila dikosongkan."),
    )
    differs_percent = IntegerField(
        _l("Beda nilai yang memanggil penengah (persen)"),
        [Optional(), NumberRange(0, 100, _l("Isi 0 sampai 100."))],
        description=_l("Tidak dipakai bila dikosongkan."),
    )
    release = SelectField(
        _l("Nilai keluar"),
        choices=[
            SelectChoice("when_marked", _l("Begitu semua esai seorang peserta dinilai")),
            SelectChoice("together", _l("Diumumkan bersama oleh pengampu")),
        ],
    )


@bp.route(f"{QUESTIONS}/rules", methods=["GET", "POST"])
def quiz_rules(slug: str, module_slug: str) -> ResponseReturnValue:
    quiz = open_quiz(slug, module_slug)
    ensure(quiz.bench.mine, NOT_YOURS)
    form = RulesForm(data=_shown(quiz))
    if form.validate_on_submit():
        return _keep(quiz, form)
    page = render_template(
        "authoring/questions/rules.html",
        bench=quiz.bench,
        quiz=quiz,
        form=form,
        names=[name for name in fields.names_of(QuizDeclared) if name != "title"],
        mistakes=quiz.mistakes[0],
    )
    return page, 422 if form.errors else 200


def _shown(quiz: Quiz) -> dict[str, Any]:
    values = front.values_of(quiz.part.file.source or b"")
    shuffle = _shuffle(values)
    kept = {f"shuffle_{name}": shuffle[name] for name in SHUFFLE}
    return {
        **fields.shown(QuizDeclared, values),
        **kept,
        **_marking(values),
        "version": quiz.part.file.version,
    }


def _shuffle(values: Any) -> dict[str, bool]:
    said = values.get("shuffle")
    said = said if isinstance(said, dict) else {}
    return {name: said.get(name, True) is not False for name in SHUFFLE}


def _marking(values: Any) -> dict[str, Any]:
    """How people mark its essays; what no form can show is shown as what is usual."""
    said = values.get("marking")
    said = said if isinstance(said, dict) else {}
    found = {name: said.get(name, usual) for name, usual in USUAL.items()}
    return {name: it if _is_like(it, USUAL[name]) else USUAL[name] for name, it in found.items()}


def _is_like(given: Any, usual: Any) -> bool:
    return isinstance(given, int) if usual is None else type(given) is type(usual)


def _keep(quiz: Quiz, form: Form) -> ResponseReturnValue:
    file, given = quiz.part.file, form["version"].data or ""
    seen = int(given) if given.isdecimal() else 0
    write = partial(_written, form)
    try:
        actions.save(
            quiz.bench.manuscript, file.id, seen, write(file.source or b""), current_user.id
        )
    except actions.Overtaken as other:
        base, back = queries.version_of(file.id, seen), quiz.to("quiz_rules")
        late = Late(other.file, base, write, back, quiz.to("module_source"))
        return overtaken(quiz.bench, late)
    flash(str(say("Aturan kuis tersimpan dalam naskah.")))
    return redirect(quiz.address)


def _written(form: Form, source: bytes) -> bytes:
    values = front.values_of(source)
    found = fields.changed(QuizDeclared, values, form)
    shuffle = {name: bool(form[f"shuffle_{name}"].data) for name in SHUFFLE}
    if shuffle != _shuffle(values):
        found["shuffle"] = shuffle
    marking = {name: form[name].data for name in USUAL}
    marking["differs"] = USUAL["differs"] if marking["differs"] is None else marking["differs"]
    if marking != _marking(values):
        unusual = {name: it for name, it in marking.items() if it != USUAL[name]}
        found["marking"] = unusual or None
    return front.with_values(source, found)

"""The facts of a course, by form."""

from functools import partial
from typing import Any

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from lms.authoring import actions, front, queries
from lms.authoring.fields import whole
from lms.authoring.forms import AboutForm, WholeAboutForm, about_form, completion_of
from lms.authoring.views.bench import ROOT
from lms.authoring.views.blueprint import bp
from lms.authoring.views.finding import NOT_YOURS, Bench, open_bench
from lms.authoring.views.merging import Late, overtaken
from lms.authoring.views.presence import others_at
from lms.catalog.queries import ABOUT
from lms.foundation.language import say
from lms.foundation.text import plain_text
from lms.web.access import ensure


@bp.route(f"{ROOT}/about", methods=["GET", "POST"])
def about(slug: str) -> ResponseReturnValue:
    bench = open_bench(slug)
    ensure(bench.mine, NOT_YOURS)
    file = bench.file(ABOUT)
    source = file.source or b""
    kept = {"body": front.body_of(source), "version": file.version}
    form = about_form(WholeAboutForm, bench.about | kept)
    if form.validate_on_submit():
        try:
            _save(bench, form, source)
        except actions.Overtaken as other:
            back, to = (url_for(f"authoring.{it}", slug=slug) for it in ("about", "about_source"))
            base, write = queries.version_of(file.id, _seen(form)), partial(_written, form)
            return overtaken(bench, Late(other.file, base, write, back, to))
        flash(str(say("Keterangan kursus tersimpan.")))
        return redirect(bench.address)
    page = render_template(
        "authoring/about.html",
        bench=bench,
        form=form,
        mistakes=bench.checked.of(ABOUT),
        others=others_at(file),
    )
    return page, 422 if form.errors else 200


def _save(bench: Bench, form: AboutForm, source: bytes) -> None:
    anew, file = _written(form, source), bench.file(ABOUT)
    actions.save(bench.manuscript, file.id, _seen(form), anew, current_user.id)


def _seen(form: AboutForm) -> int:
    return whole(form["version"].data) or 0


def _written(form: AboutForm, source: bytes) -> bytes:
    """A text of the file that says what the form says."""
    anew = front.with_values(source, _changed(front.values_of(source), form))
    return front.with_body(anew, plain_text(form["body"].data or ""))


def _changed(about: dict[str, Any], form: AboutForm) -> dict[str, Any]:
    """Only the keys that the person touched, so that the others stay as they were written."""
    before = about_form(WholeAboutForm, about, sent=False)
    was, now = before.values(), form.values()
    found = {name: value for name, value in now.items() if value != was[name]}
    if form["min_score"].data != before["min_score"].data:
        found["completion"] = completion_of(about, form["min_score"].data)
    return found

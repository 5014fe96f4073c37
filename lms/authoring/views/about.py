"""The facts of a course, by form."""

from typing import Any

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from lms.authoring import actions, front
from lms.authoring.fields import whole
from lms.authoring.forms import AboutForm, WholeAboutForm, about_form, completion_of
from lms.authoring.views.bench import ROOT
from lms.authoring.views.blueprint import bp
from lms.authoring.views.finding import NOT_YOURS, Bench, open_bench
from lms.authoring.views.merging import overtaken
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
            mine, back = _written(bench, form, source), url_for("authoring.about", slug=slug)
            to = url_for("authoring.about_source", slug=slug)
            return overtaken(bench, other.file, mine, back, to)
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
    version, anew = whole(form["version"].data) or 0, _written(bench, form, source)
    actions.save(bench.manuscript, bench.file(ABOUT).id, version, anew, current_user.id)


def _written(bench: Bench, form: AboutForm, source: bytes) -> bytes:
    """The file as the form says it."""
    anew = front.with_values(source, _changed(bench, form))
    return front.with_body(anew, plain_text(form["body"].data or ""))


def _changed(bench: Bench, form: AboutForm) -> dict[str, Any]:
    """Only the keys that the person touched, so that the others stay as they were written."""
    before = about_form(WholeAboutForm, bench.about, sent=False)
    was, now = before.values(), form.values()
    found = {name: value for name, value in now.items() if value != was[name]}
    if form["min_score"].data != before["min_score"].data:
        found["completion"] = completion_of(bench.about, form["min_score"].data)
    return found

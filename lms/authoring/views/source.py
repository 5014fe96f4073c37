"""A whole file, for what no form holds."""

from functools import partial

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from lms.authoring import actions, front, queries
from lms.authoring.models import ManuscriptFile
from lms.authoring.outline import title_of
from lms.authoring.views.bench import ROOT
from lms.authoring.views.blueprint import bp
from lms.authoring.views.finding import NOT_YOURS, Bench, open_bench
from lms.authoring.views.merging import Late, overtaken
from lms.authoring.views.modules import MODULE
from lms.catalog.queries import ABOUT
from lms.foundation.language import say
from lms.foundation.text import plain_text
from lms.web.access import ensure


@bp.route(f"{MODULE}/source", methods=["GET", "POST"])
def module_source(slug: str, module_slug: str) -> ResponseReturnValue:
    bench = open_bench(slug)
    ensure(bench.mine, NOT_YOURS)
    part = bench.part(module_slug)
    return _answer(bench, part.file, bench.module_address(part))


@bp.route(f"{ROOT}/about/source", methods=["GET", "POST"])
def about_source(slug: str) -> ResponseReturnValue:
    bench = open_bench(slug)
    ensure(bench.mine, NOT_YOURS)
    return _answer(bench, bench.file(ABOUT), url_for("authoring.about", slug=slug))


def _answer(bench: Bench, file: ManuscriptFile, back: str) -> ResponseReturnValue:
    if request.method == "GET":
        return render_template(
            "authoring/source.html",
            bench=bench,
            file=file,
            title=title_of(file.path, file.source),
            back=back,
            text=front.text_of(file.source or b""),
            mistakes=bench.checked.of(file.path),
        )
    text = plain_text(request.form.get("text", ""))
    seen = request.form.get("version", 0, type=int)
    write = partial(front.with_text, text=text)
    try:
        actions.save(bench.manuscript, file.id, seen, write(file.source or b""), current_user.id)
    except actions.Overtaken as other:
        base = queries.version_of(file.id, seen)
        return overtaken(bench, Late(other.file, base, write, back, request.path))
    flash(str(say("Berkas tersimpan dalam naskah.")))
    return redirect(back)

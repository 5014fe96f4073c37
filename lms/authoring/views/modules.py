"""The page of one module: its facts by form, its text, and what the reader says of both."""

from collections.abc import Callable

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from lms.authoring import actions, fields, front, kinds, queries
from lms.authoring.living import AddressForm
from lms.authoring.outline import Part
from lms.authoring.spoken import by_form
from lms.authoring.views.bench import ROOT
from lms.authoring.views.blueprint import bp
from lms.authoring.views.finding import NOT_YOURS, Bench, open_bench
from lms.authoring.views.merging import Late, overtaken
from lms.authoring.views.presence import others_at
from lms.catalog.reading.declared import ModuleDeclared
from lms.foundation.errors import Invalid
from lms.foundation.language import say
from lms.foundation.text import plain_text
from lms.web.access import ensure
from lms.web.forms import Form

MODULE = f"{ROOT}/modules/<module_slug>"


@bp.route(MODULE, methods=["GET", "POST"])
def module(slug: str, module_slug: str) -> ResponseReturnValue:
    bench = open_bench(slug)
    ensure(bench.mine, NOT_YOURS)
    part = bench.part(module_slug)
    form = _form(part)
    if form.validate_on_submit():
        try:
            _save(bench, part, form)
        except actions.Overtaken as other:
            to = url_for("authoring.module_source", slug=slug, module_slug=part.slug)
            base = queries.version_of(part.file.id, _seen(form))
            back = bench.module_address(part)
            return overtaken(bench, Late(other.file, base, _writes(part, form), back, to))
        flash(str(say("Modul tersimpan dalam naskah.")))
        to = "authoring.preview" if request.form.get("then") == "preview" else "authoring.module"
        return redirect(url_for(to, slug=slug, module_slug=part.slug))
    return _page(bench, part, form), 422 if form.errors else 200


def _declared(kind: str) -> type[ModuleDeclared]:
    known = kinds.starter(kind)
    return known.declared if known else ModuleDeclared


def _form(part: Part) -> Form:
    source, declared = part.file.source or b"", _declared(part.kind)
    data = fields.shown(declared, front.values_of(source))
    kept = {"body": front.body_of(source), "version": part.file.version}
    return fields.form_of(declared)(data=data | kept)


def _page(bench: Bench, part: Part, form: Form) -> str:
    path, above = part.file.path, len(front.parts(part.file.source or b"").front)
    mistakes = bench.checked.of(path)
    return render_template(
        "authoring/module.html",
        bench=bench,
        part=part,
        starter=kinds.starter(part.kind),
        form=form,
        names=fields.names_of(_declared(part.kind)),
        lacks=fields.lacks_something(_declared(part.kind), form)
        or any(it.line < above for it in mistakes),
        mistakes=[by_form(it) for it in mistakes],
        notes=bench.checked.noted(path),
        above=above,
        others=others_at(part.file),
    )


def _save(bench: Bench, part: Part, form: Form) -> None:
    anew = _writes(part, form)(part.file.source or b"")
    actions.save(bench.manuscript, part.file.id, _seen(form), anew, current_user.id)


def _seen(form: Form) -> int:
    return fields.whole(form["version"].data) or 0


def _writes(part: Part, form: Form) -> Callable[[bytes], bytes]:
    """What makes a text of the file say what the form says."""
    declared = _declared(part.kind)

    def write(source: bytes) -> bytes:
        anew = front.with_values(source, fields.changed(declared, front.values_of(source), form))
        return front.with_body(anew, plain_text(form["body"].data or ""))

    return write


@bp.route(f"{MODULE}/address", methods=["GET", "POST"])
def module_address(slug: str, module_slug: str) -> ResponseReturnValue:
    """Another address, under which everything done there so far is found."""
    bench = open_bench(slug)
    ensure(bench.mine, NOT_YOURS)
    part = bench.part(module_slug)
    form = AddressForm(data={"slug": part.slug})
    if form.validate_on_submit():
        try:
            new = (form.slug.data or "").strip()
            actions.rename(bench.manuscript, bench.course, part.slug, new, current_user.id)
        except Invalid as refusal:
            form.take(refusal)
        else:
            flash(str(say("Alamat modul diganti. Tautan dan kemajuan peserta mengikutinya.")))
            return redirect(f"{bench.address}#modul-{new}")
    page = render_template("authoring/address.html", bench=bench, part=part, form=form)
    return page, 422 if form.errors else 200

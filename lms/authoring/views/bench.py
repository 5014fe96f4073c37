"""The workbench of a course: its modules in order, its mistakes, and what can be done with them."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from lms.authoring import actions, kinds, queries
from lms.authoring.outline import next_number, part_of
from lms.authoring.views.blueprint import bp
from lms.authoring.views.finding import NOT_YOURS, Bench, find, open_bench
from lms.authoring.views.presence import others
from lms.catalog.queries import ABOUT
from lms.foundation.errors import NotFound
from lms.foundation.language import say
from lms.foundation.text import plain_text
from lms.web.access import ensure

ROOT = "/authoring/<slug>"
NAME = 24  # letters of each slug in the identifier of a first question


@bp.get(ROOT)
def bench(slug: str) -> ResponseReturnValue:
    found = find(slug)
    ensure(found.mine, NOT_YOURS)
    if found.held is None:
        return render_template("authoring/closed.html", bench=found)
    return _page(found)


def _page(found: Bench, title: str = "", kind: str = "lesson", fault: object = None) -> str:
    seen = found.checked.seen
    removed = [part for file in queries.gone_files(found.manuscript.id) if (part := part_of(file))]
    return render_template(
        "authoring/bench.html",
        bench=found,
        read={each.slug: each for each in seen.modules} if seen else {},
        removed=removed,
        starters=kinds.starters(),
        starter_of=kinds.starter,
        others=others(found),
        about_mistakes=_loose(found),
        typed=title,
        chosen=kind,
        fault=fault,
    )


def _loose(found: Bench) -> list[object]:
    """The mistakes of no module: of course.md, of media, and of files that are none of ours."""
    of_modules = {f"{found.slug}/{each.file.path}" for each in found.parts}
    return [each for each in found.checked.mistakes if each.path not in of_modules]


@bp.post(f"{ROOT}/manuscript")
def open_manuscript(slug: str) -> ResponseReturnValue:
    found = find(slug)
    ensure(found.mine and found.course is not None, NOT_YOURS)
    if found.course:
        actions.open_course(found.course, current_user.id)
    return redirect(found.address)


@bp.post(f"{ROOT}/modules")
def add_module(slug: str) -> ResponseReturnValue:
    found = open_bench(slug)
    ensure(found.mine, NOT_YOURS)
    title = " ".join(plain_text(request.form.get("title", "")).split())[:200]
    starter = kinds.starter(request.form.get("kind", ""))
    if not title or starter is None:
        fault = say("Tulis judul modul, lalu pilih jenisnya.")
        return _page(found, title, request.form.get("kind", ""), fault), 422
    name = f"{slug[:NAME]}-{next_number(found.parts)}"
    source = kinds.first_source(starter, title, name)
    part = actions.add_module(found.manuscript, starter.kind, title, source, current_user.id)
    return redirect(found.way_into(part))


@bp.post(f"{ROOT}/modules/<module_slug>/place")
def move_module(slug: str, module_slug: str) -> ResponseReturnValue:
    found = open_bench(slug)
    ensure(found.mine, NOT_YOURS)
    places = request.form.get("places", 0, type=int)
    actions.move(found.manuscript, module_slug, places, current_user.id)
    return redirect(f"{found.address}#modul-{module_slug}")


@bp.route(f"{ROOT}/modules/<module_slug>/removal", methods=["GET", "POST"])
def remove_module(slug: str, module_slug: str) -> ResponseReturnValue:
    found = open_bench(slug)
    ensure(found.mine, NOT_YOURS)
    part = found.part(module_slug)
    if request.method == "GET":
        return render_template("authoring/removal.html", bench=found, part=part)
    actions.remove(found.manuscript, part.file.id, current_user.id)
    flash(str(say("Modul dikeluarkan dari naskah. Ia dapat dikembalikan dari bawah daftar modul.")))
    return redirect(found.address)


@bp.post(f"{ROOT}/removed/<int:file_id>")
def bring_back(slug: str, file_id: int) -> ResponseReturnValue:
    found = open_bench(slug)
    ensure(found.mine, NOT_YOURS)
    file = actions.bring_back(found.manuscript, file_id, current_user.id)
    if file.file_digest:
        flash(str(say("Berkas dikembalikan.")))
        return redirect(url_for("authoring.media", slug=slug))
    flash(str(say("Modul dikembalikan ke naskah.")))
    part = part_of(file)
    return redirect(f"{found.address}#modul-{part.slug}" if part else found.address)


@bp.post(f"{ROOT}/files/<int:file_id>/edits/<int:number>")
def restore_edit(slug: str, file_id: int, number: int) -> ResponseReturnValue:
    found = open_bench(slug)
    ensure(found.mine, NOT_YOURS)
    file = actions.restore_edit(found.manuscript, file_id, number, current_user.id)
    flash(str(say("Naskah yang lama dipakai lagi. Yang sebelumnya tersimpan dalam riwayat.")))
    part = part_of(file)
    if part:
        return redirect(found.module_address(part))
    if file.path != ABOUT:
        raise NotFound
    return redirect(url_for("authoring.about", slug=slug))

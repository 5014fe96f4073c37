"""A module of a course: opening it, saying that it is read, remembering the place."""

import re

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from lms.catalog import kinds
from lms.catalog import queries as catalog
from lms.catalog.library import Module
from lms.foundation.errors import Conflict, Gone, Invalid, NotFound
from lms.foundation.language import say
from lms.learning import actions, lesson, policies, queries
from lms.learning.models import EnrolmentState
from lms.learning.views.blueprint import bp
from lms.web.access import ensure, signed_in, visitor

ANCHOR = re.compile(r"b-[\w:.-]{1,200}")  # the ids that authors' headings have in our pages


@bp.get("/courses/<slug>/<module_slug>")
@signed_in
def module(slug: str, module_slug: str) -> ResponseReturnValue:
    person_id = visitor().id
    visit = queries.visit(slug, person_id)
    if not visit.enrolled:
        return _not_enrolled(visit, slug)
    found = visit.outline.module(module_slug)
    if found is None:
        return _moved(visit, module_slug)
    if module_slug not in visit.standings or visit.place_slug != module_slug:
        actions.note_opened(visit.enrolment_id or 0, module_slug)
        visit = queries.visit(slug, person_id)
    page: ResponseReturnValue = kinds.kind(found.kind).show(visit, found)
    return page


def _moved(visit: queries.Visit, module_slug: str) -> ResponseReturnValue:
    """Where a renamed module went, or that one was taken away; NotFound for any other."""
    renamed = catalog.renamed(visit.outline.course_id, module_slug)
    if renamed:
        slug = visit.outline.course_slug
        return redirect(url_for("learning.module", slug=slug, module_slug=renamed), 301)
    try:
        queries.ensure_module(visit, module_slug)
    except Gone as gone:
        return render_template("learning/removed.html", visit=visit, text=gone.sentence), 410
    raise AssertionError("ensure_module refuses what is not in the outline")


def _not_enrolled(visit: queries.Visit, slug: str) -> ResponseReturnValue:
    if not policies.may_see(visit.outline.course_id, current_user.agency_id):
        raise NotFound
    flash(str(say("Daftar dulu di kursus ini untuk membuka modulnya.")), "info")
    return redirect(url_for("learning.course", slug=slug))


@bp.post("/courses/<slug>/<module_slug>/reading")
def finish_reading(slug: str, module_slug: str) -> ResponseReturnValue:
    visit, found = own(slug, module_slug)
    if found.kind != lesson.KIND.name:
        raise NotFound
    ensure(visit.state == EnrolmentState.ACTIVE, say("Kursus ini sudah selesai."))
    try:
        actions.finish_reading(visit, found.slug)
    except Conflict as early:
        return lesson.refuse(visit, found, early)
    return redirect(onward(visit, found))


def own(slug: str, module_slug: str) -> tuple[queries.Visit, Module]:
    """The visit of somebody who is enrolled, to change something in one of its modules."""
    visit = queries.visit(slug, current_user.id)
    if not visit.enrolled and not policies.may_see(visit.outline.course_id, current_user.agency_id):
        raise NotFound
    ensure(visit.enrolled, say("Daftar dulu di kursus ini untuk mengerjakannya."))
    found = visit.outline.module(module_slug)
    if found is None:  # the page may have been open while the module got another name
        renamed = catalog.renamed(visit.outline.course_id, module_slug)
        found = queries.ensure_module(visit, renamed or module_slug)
    return visit, found


def onward(visit: queries.Visit, found: Module) -> str:
    _, after = visit.outline.neighbours(found.slug)
    slug = visit.outline.course_slug
    if after is None:
        return url_for("learning.course", slug=slug)
    return url_for("learning.module", slug=slug, module_slug=after.slug)


@bp.put("/courses/<slug>/<module_slug>/place")
def place(slug: str, module_slug: str) -> ResponseReturnValue:
    """Where reading stopped, told by a small script; without it the module is remembered."""
    visit, found = own(slug, module_slug)
    ensure(visit.enrolment_id is not None)
    given = request.get_json(silent=True)
    anchor = given.get("place") if isinstance(given, dict) else None
    if not isinstance(anchor, str) or not (anchor == "" or ANCHOR.fullmatch(anchor)):
        raise Invalid(say("Tempat membaca ini tidak dikenal."))
    actions.keep_place(visit.enrolment_id or 0, found.slug, anchor or None)
    return "", 204

"""Programmes at the desk of those who make them."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from lms.foundation.errors import Invalid, NotFound
from lms.foundation.language import say
from lms.programmes import actions, policies, queries
from lms.programmes.forms import FIRST, CurriculumForm, Row, arranged, typed
from lms.programmes.queries import Programmed, Step
from lms.programmes.views.blueprint import NOT_MAKING, bp, find
from lms.web.access import ensure

SAVE = "save"


@bp.get("/programmes/desk")
def desk() -> ResponseReturnValue:
    ensure(policies.may_make_any(current_user.id), NOT_MAKING)
    found = queries.overseen(queries.scope_of(current_user.id))
    return render_template("programmes/desk.html", programmes=found)


@bp.route("/programmes/new", methods=["GET", "POST"])
def new() -> ResponseReturnValue:
    agency_id = current_user.agency_id
    ensure(policies.may_make(agency_id, current_user.id), NOT_MAKING)
    form, rows = CurriculumForm(), typed(request.form) or [Row()] * FIRST
    if form.validate_on_submit() and request.form.get("do") == SAVE:
        try:
            made = actions.make(agency_id, form.draft(rows), current_user.id)
        except Invalid as refusal:
            form.take(refusal)
        else:
            flash(str(say("Program dibuat. Pegawai instansi Anda sudah dapat mengikutinya.")))
            return redirect(url_for("programmes.programme", programme_id=made.id))
    return _page(form, rows, agency_id, None)


@bp.route("/programmes/<int:programme_id>/curriculum", methods=["GET", "POST"])
def curriculum(programme_id: int) -> ResponseReturnValue:
    found = _overseen(programme_id)
    ensure(policies.may_make(found.agency_id, current_user.id), NOT_MAKING)
    stages = queries.steps(found.curriculum_id, 0, found.agency_id)
    form = CurriculumForm(title=found.title, summary=found.summary, seen=str(found.number))
    now: list[Step] = []  # what came between, to be compared
    rows = typed(request.form) or [Row(each.course_id, each.required) for each in stages]
    if form.validate_on_submit() and request.form.get("do") == SAVE:
        try:
            actions.revise(found.id, form.draft(rows), current_user.id, form.number)
        except Invalid as refusal:
            form.take(refusal)
            if form.number != found.newest:
                form.seen.data, now = str(found.newest), stages
        else:
            flash(str(say("Susunan disimpan. Yang sudah ikut memilih sendiri kapan berpindah.")))
            return redirect(url_for("programmes.desk"))
    return _page(form, rows, found.agency_id, found, now)


def _overseen(programme_id: int) -> Programmed:
    """By its newest curriculum, whatever the officer follows themselves."""
    find(programme_id)
    return queries.programmed(programme_id, 0)


def _page(
    form: CurriculumForm,
    rows: list[Row],
    agency_id: int,
    found: Programmed | None,
    now: list[Step] | None = None,
) -> ResponseReturnValue:
    page = render_template(
        "programmes/curriculum.html",
        form=form,
        rows=arranged(rows, request.form.get("do", "")),
        courses=queries.choices(agency_id),
        programme=found,
        now=now,
    )
    return page, 422 if form.errors else 200


@bp.post("/programmes/<int:programme_id>/closing")
def closing(programme_id: int) -> ResponseReturnValue:
    """Takes nobody new from now on; likewise opens it again."""
    found = _overseen(programme_id)
    ensure(policies.may_make(found.agency_id, current_user.id), NOT_MAKING)
    if (closed := {"yes": True, "no": False}.get(request.form.get("closed", ""))) is None:
        raise NotFound
    actions.close(found.id, current_user.id, closed=closed)
    said = say("Program ditutup bagi peserta baru.") if closed else say("Program dibuka lagi.")
    flash(str(said))
    return redirect(url_for("programmes.desk"))

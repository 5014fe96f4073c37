"""The runs of a course: planned on given days, with so many places."""

from datetime import timedelta

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from lms.assessment.policies import may_lead
from lms.foundation import clock
from lms.foundation.errors import Conflict, Invalid, NotFound
from lms.foundation.language import say
from lms.learning import actions
from lms.learning import queries as learning
from lms.learning.models import Run
from lms.teaching import queries
from lms.teaching.forms import RunForm
from lms.teaching.views.blueprint import NOT_LEADING, ROOT, Led, bp, find
from lms.web.access import ensure


@bp.get(f"{ROOT}/runs")
def runs(slug: str) -> ResponseReturnValue:
    led = find(slug)
    ensure(may_lead(led.course, current_user.id), NOT_LEADING)
    found = queries.planned(led.course)
    return render_template("teaching/runs.html", course=led.course, runs=found, today=clock.today())


@bp.route(f"{ROOT}/runs/new", methods=["GET", "POST"])
def new_run(slug: str) -> ResponseReturnValue:
    led, form = find(slug), RunForm()
    ensure(may_lead(led.course, current_user.id), NOT_LEADING)
    if form.validate_on_submit():
        try:
            actions.open_run(led.course, form.plan, current_user.id)
        except Invalid as refusal:
            form.take(refusal)
        else:
            flash(str(say("Angkatan dibuka. Peserta melihatnya di halaman kursus.")))
            return redirect(url_for("teaching.runs", slug=slug))
    return _form(led, form, None)


@bp.route(f"{ROOT}/runs/<int:run_id>", methods=["GET", "POST"])
def run(slug: str, run_id: int) -> ResponseReturnValue:
    led = find(slug)
    ensure(may_lead(led.course, current_user.id), NOT_LEADING)
    found = _run(led, run_id)
    form = RunForm(data=_held(found))
    if form.validate_on_submit():
        try:
            actions.change_run(found, form.plan, current_user.id)
        except Invalid as refusal:
            form.take(refusal)
        else:
            flash(str(say("Rencana angkatan disimpan.")))
            return redirect(url_for("teaching.runs", slug=slug))
    return _form(led, form, found)


def _run(led: Led, run_id: int) -> Run:
    """Raises NotFound for another course's, Conflict for the one that has no plan."""
    found = learning.run(run_id)
    if found.course_id != led.course.id:
        raise NotFound
    if found.self_paced:
        raise Conflict(say("Belajar mandiri selalu terbuka dan tidak berjadwal."))
    return found


def _held(run: Run) -> dict[str, object]:
    names = ("name", "opens_on", "places", "partner", "cost")
    last = run.closes_on - timedelta(days=1) if run.closes_on else None
    return {**{name: getattr(run, name) for name in names}, "last_day": last}


def _form(led: Led, form: RunForm, run: Run | None) -> ResponseReturnValue:
    made = render_template(
        "teaching/run.html",
        course=led.course,
        form=form,
        run=run,
        taken=learning.taken(run) if run else 0,
    )
    return made, 422 if form.errors else 200

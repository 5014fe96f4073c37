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
from lms.learning.models import Approval, Run
from lms.teaching import queries
from lms.teaching.forms import ApprovalForm, RunForm
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
    led, form = find(slug), RunForm(approval=Approval.OPEN)
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


@bp.route(f"{ROOT}/runs/self-paced", methods=["GET", "POST"])
def self_paced(slug: str) -> ResponseReturnValue:
    """Who says yes before somebody learns at their own pace."""
    led = find(slug)
    ensure(may_lead(led.course, current_user.id), NOT_LEADING)
    form = ApprovalForm(approval=queries.own_pace(led.course))
    if form.validate_on_submit():
        actions.set_approval(led.course, form.approval.data, current_user.id)
        flash(str(say("Aturan pendaftaran disimpan.")))
        return redirect(url_for("teaching.runs", slug=slug))
    page = render_template("teaching/self_paced.html", course=led.course, form=form)
    return page, 422 if form.errors else 200


@bp.get(f"{ROOT}/runs/<int:run_id>/waiting")
def waiting(slug: str, run_id: int) -> ResponseReturnValue:
    """Who asks for a place and who stands in line, in order."""
    led = find(slug)
    ensure(may_lead(led.course, current_user.id), NOT_LEADING)
    found = learning.run(run_id)
    if found.course_id != led.course.id:
        raise NotFound
    people, elsewhere = queries.list_waiting(led.scope, run_id)
    return render_template(
        "teaching/waiting.html", course=led.course, run=found, people=people, elsewhere=elsewhere
    )


def _run(led: Led, run_id: int) -> Run:
    """Raises NotFound for another course's, Conflict for the one that has no plan."""
    found = learning.run(run_id)
    if found.course_id != led.course.id:
        raise NotFound
    if found.self_paced:
        raise Conflict(say("Belajar mandiri selalu terbuka dan tidak berjadwal."))
    return found


def _held(run: Run) -> dict[str, object]:
    names = ("name", "opens_on", "approval", "places", "partner", "cost")
    ends = {name: getattr(run, column) for name, column in actions.LAST_DAYS.items()}
    last = {name: day - timedelta(days=1) if day else None for name, day in ends.items()}
    return {**{name: getattr(run, name) for name in names}, **last}


def _form(led: Led, form: RunForm, run: Run | None) -> ResponseReturnValue:
    made = render_template(
        "teaching/run.html",
        course=led.course,
        form=form,
        run=run,
        taken=learning.taken(run) if run else 0,
    )
    return made, 422 if form.errors else 200

"""Panels that set cut scores, for those who run them: made, looked at, decided."""

from dataclasses import dataclass

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from lms.assessment import actions, policies, queries
from lms.assessment.cutting import spreadsheet
from lms.assessment.cutting.angoff import LEAST_JUDGES
from lms.assessment.cutting.plot import plot
from lms.assessment.forms.cutting import InviteForm, PanelForm, VerdictForm
from lms.assessment.models import CutPanel
from lms.assessment.models.panels import FINAL
from lms.assessment.rules import Quiz
from lms.assessment.views.blueprint import bp
from lms.assessment.views.extending import find
from lms.catalog.library import page
from lms.catalog.models import Course
from lms.foundation import clock
from lms.foundation.database import db
from lms.foundation.errors import Conflict, Invalid, NotFound
from lms.foundation.language import say
from lms.learning.queries import led_by
from lms.web.access import ensure
from lms.web.downloads import attachment

NOT_RUNNING = say("Hanya pengampu dan penyelenggara kursus ini yang dapat mengelola panelnya.")
NOT_CONCERNED = say("Halaman ini untuk penilai panel, dan pengampu kursusnya.")
NOW_LEARNING = say("Anda kini peserta kursus ini, jadi panelnya tertutup bagi Anda.")
NOT_YET = say("Penilaian baru dapat dilihat setelah putarannya ditutup.")


@dataclass(frozen=True)
class Place:
    """Somebody at a panel."""

    panel: CutPanel
    course: Course
    runs: bool
    judges: bool

    @property
    def address(self) -> str:
        return url_for("assessment.cut_panel", slug=self.panel.slug)


def find_panel(slug: str) -> Place:
    """Raises NotFound for what the person has nothing to do with."""
    panel = queries.panel(slug)
    course = db.session.get_one(Course, panel.course_id)
    runs = policies.may_run(panel, course, current_user.id)
    judges = policies.may_judge(panel, current_user.id)
    if not (runs or judges):
        ensure(not queries.is_judge(panel.id, current_user.id), NOW_LEARNING)
        raise NotFound
    return Place(panel, course, runs, judges)


@bp.get("/cuts")
def cut_panels() -> ResponseReturnValue:
    ensure(policies.may_know_panels(current_user.id), NOT_CONCERNED)
    led = led_by(current_user.id)
    quizzes = queries.quizzes(led, with_archived=True)
    panels = queries.panels(led, current_user.id)
    return render_template(
        "assessment/cutting/panels.html",
        panels=panels,
        awaited=queries.awaited(current_user.id),
        quizzes=[it for it in quizzes if Quiz.of(page(it.document_digest).facts).must_pass],
    )


@bp.route("/courses/<slug>/<module_slug>/cuts/new", methods=["GET", "POST"])
def new_cut_panel(slug: str, module_slug: str) -> ResponseReturnValue:
    desk, form = find(slug, module_slug), PanelForm()
    ensure(policies.may_lead(desk.course, current_user.id), NOT_RUNNING)
    status = 200
    if request.method == "POST":
        status = 422
        if form.validate():
            try:
                made = actions.make_panel(desk.course, desk.module, form.plan, current_user.id)
                return redirect(url_for("assessment.cut_panel", slug=made.slug))
            except Invalid as refusal:
                form.take(refusal)
    return render_template("assessment/cutting/new.html", desk=desk, form=form), status


@bp.get("/cuts/<slug>")
def cut_panel(slug: str) -> ResponseReturnValue:
    place = find_panel(slug)
    ensure(place.runs or place.judges, NOT_CONCERNED)
    return panel_page(place, InviteForm(formdata=None))


def panel_page(place: Place, form: InviteForm) -> str:
    panel = place.panel
    return render_template(
        "assessment/cutting/panel.html",
        place=place,
        panel=panel,
        form=form,
        judges=queries.judges(panel.id, panel.round or FINAL),
        former=queries.taken_back(panel.id) if place.runs else [],
        total=len(queries.cut_items(panel.id)),
        decisions=queries.decisions(panel.id),
        least=LEAST_JUDGES,
    )


@bp.get("/cuts/<slug>/result")
def cut_result(slug: str) -> ResponseReturnValue:
    place = find_panel(slug)
    ensure(policies.may_see_ratings(place.panel, place.course, current_user.id), NOT_YET)
    number = place.panel.closed_round or FINAL
    came = queries.cut_outcome(place.panel.id, number)
    if came is None:
        raise NotFound
    return render_template(
        "assessment/cutting/result.html",
        place=place,
        panel=place.panel,
        number=number,
        came=came,
        items=queries.cut_items(place.panel.id),
        facilities=queries.facilities(place.panel.id),
        names={each.person_id: each.name for each in queries.judges(place.panel.id, number)},
        plot=plot(came),
    )


@bp.get("/cuts/<slug>/export")
def export_cut(slug: str) -> ResponseReturnValue:
    """Each rating of the closed rounds, one a line."""
    place = find_panel(slug)
    ensure(policies.may_see_ratings(place.panel, place.course, current_user.id), NOT_YET)
    return attachment(spreadsheet.written(place.panel), f"batas-{place.panel.slug}.csv")


@bp.route("/cuts/<slug>/decision", methods=["GET", "POST"])
def decide_cut(slug: str) -> ResponseReturnValue:
    place = find_panel(slug)
    ensure(place.runs, NOT_RUNNING)
    came = queries.cut_outcome(place.panel.id, FINAL) if place.panel.final_closed_at else None
    if came is None:
        raise Conflict(say("Keputusan dicatat setelah putaran 2 ditutup."))
    form, status = VerdictForm(valid_from=clock.today()), 200
    if request.method == "POST":
        status = 422
        if form.validate():
            try:
                actions.decide(place.panel, form.verdict, current_user.id)
                flash(str(say("Keputusan dicatat.")))
                return redirect(place.address)
            except Invalid as refusal:
                form.take(refusal)
    made = render_template(
        "assessment/cutting/decision.html", place=place, panel=place.panel, form=form, came=came
    )
    return made, status

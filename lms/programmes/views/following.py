"""Programmes as those meet them who may follow one."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from lms.foundation.language import say
from lms.programmes import actions, policies, queries
from lms.programmes.queries import Programmed, Step
from lms.programmes.views.blueprint import bp, find
from lms.web.access import ensure, signed_in


@bp.get("/programmes")
@signed_in
def index() -> ResponseReturnValue:
    found = queries.programmes(current_user.agency_id, current_user.id)
    return render_template("programmes/index.html", programmes=found)


@bp.get("/programmes/<int:programme_id>")
@signed_in
def programme(programme_id: int) -> ResponseReturnValue:
    """Which stage the person is at, what is next, and what opens only later."""
    found = find(programme_id)
    steps = queries.steps(found.curriculum_id, current_user.id, current_user.agency_id)
    required = [step for step in steps if step.required]
    return render_template(
        "programmes/programme.html",
        programme=found,
        steps=steps,
        required=len(required),
        done=sum(step.done for step in required),
        ahead=_ahead(found),
        may_join=policies.may_join(found, current_user.agency_id),
    )


def _ahead(found: Programmed) -> list[Step]:
    """What the newest curriculum asks, to who may go over to it."""
    if not found.is_behind:
        return []
    newest = queries.newest(found.id)
    return queries.steps(newest.id, current_user.id, current_user.agency_id)


@bp.post("/programmes/<int:programme_id>/journey")
def join(programme_id: int) -> ResponseReturnValue:
    found = find(programme_id)
    ensure(
        found.journey_id is not None or policies.may_join(found, current_user.agency_id),
        say("Program ini tidak lagi menerima peserta baru."),
    )
    actions.join(found.id, current_user.id, current_user.agency_id)
    flash(str(say("Anda mengikuti program ini. Mulailah dari kursus yang ditandai.")))
    return redirect(url_for("programmes.programme", programme_id=found.id))


@bp.post("/programmes/<int:programme_id>/journey/curriculum")
def go_over(programme_id: int) -> ResponseReturnValue:
    """To the newest curriculum, by the person's own wish."""
    found = find(programme_id)
    ensure(found.journey_id is not None, say("Ikuti dulu program ini."))
    actions.go_over(found.journey_id or 0, request.form.get("seen", 0, type=int))
    flash(str(say("Anda mengikuti susunan yang baru. Kursus yang sudah selesai tetap terhitung.")))
    return redirect(url_for("programmes.programme", programme_id=found.id))


@bp.route("/programmes/<int:programme_id>/journey/withdrawal", methods=["GET", "POST"])
def leave(programme_id: int) -> ResponseReturnValue:
    found = find(programme_id)
    ensure(policies.may_leave(found), say("Anda tidak sedang mengikuti program ini."))
    if request.method == "POST":
        actions.leave(found.journey_id or 0)
        flash(str(say("Anda berhenti dari program ini. Kursus Anda tidak berubah.")))
        return redirect(url_for("programmes.programme", programme_id=found.id))
    return render_template("programmes/leaving.html", programme=found)

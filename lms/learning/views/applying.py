"""Asking for a place in a run where somebody must say yes, and waiting no more."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from lms.foundation.errors import Conflict, Invalid, NotFound
from lms.foundation.language import say
from lms.learning import actions, policies, queries
from lms.learning.forms import ApplicationForm
from lms.learning.models import EnrolmentState
from lms.learning.views.blueprint import bp
from lms.learning.views.course import CLOSED, OVER, come_in, known
from lms.web.access import ensure


@bp.route("/courses/<slug>/enrolment/application", methods=["GET", "POST"])
def application(slug: str) -> ResponseReturnValue:
    visit, about = known(slug)
    ensure(about.is_open, CLOSED)
    if visit.state == EnrolmentState.ACTIVE:
        return redirect(url_for("learning.course", slug=slug))
    offer, form = _chosen(about.id), ApplicationForm()
    if form.validate_on_submit():
        run, reason = queries.run(offer.run_id), form.reason.data or ""
        try:
            actions.apply(run, current_user.id, current_user.agency_id, reason)
        except Invalid as refusal:
            form.take(refusal)
        else:
            return come_in(slug)
    page = render_template("learning/application.html", visit=visit, offer=offer, form=form)
    return page, 422 if form.errors else 200


def _chosen(course_id: int) -> queries.Offer:
    """The run of the address; raises NotFound for another course's, Conflict for one that ended."""
    run_id = request.args.get("run", type=int)
    found = [offer for offer in queries.offers(course_id) if offer.run_id == run_id]
    if not found:
        raise NotFound
    if not found[0].is_open:
        raise Conflict(OVER)
    return found[0]


@bp.route("/courses/<slug>/enrolment/application/withdrawal", methods=["GET", "POST"])
def application_withdrawal(slug: str) -> ResponseReturnValue:
    """Asked once more before a turn in line is given up."""
    visit, about = known(slug)
    asked = queries.asked(about.id, current_user.id)
    if asked is None:
        raise NotFound
    ensure(policies.may_take_back(queries.application(asked.id), current_user.id))
    if request.method == "POST":
        actions.take_back(asked.id, current_user.id)
        flash(str(say("Permohonan Anda ditarik.")))
        return redirect(url_for("learning.course", slug=slug))
    if not asked.waits:
        return redirect(url_for("learning.course", slug=slug))
    return render_template("learning/application_withdrawal.html", visit=visit, asked=asked)

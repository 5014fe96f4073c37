"""The desk of those who answer: who asks, what an answer will bring, and taking a refusal back."""

from datetime import timedelta

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from lms.approvals.forms import AnswerForm, Verdict
from lms.approvals.shown import told
from lms.foundation import clock
from lms.foundation.errors import Invalid, NotFound
from lms.foundation.language import say
from lms.learning import actions, policies, queries
from lms.learning.models import ApplicationState
from lms.learning.queries import Answering, Applicant
from lms.web.access import ensure

bp = Blueprint("approvals", __name__)
NOT_ANSWERING = say("Halaman ini untuk pengampu kursus dan kepala unit.")
LATELY = timedelta(days=14)


@bp.get("/approvals")
def index() -> ResponseReturnValue:
    among = queries.answering(current_user.id)
    ensure(policies.may_answer(among), NOT_ANSWERING)
    return render_template(
        "approvals/index.html",
        waiting=queries.applicants_in(among, ApplicationState.ASKED),
        refused=queries.refused_lately(among, clock.now() - LATELY),
        most=queries.MOST_APPLICANTS,
    )


@bp.route("/approvals/answer", methods=["GET", "POST"])
def answer() -> ResponseReturnValue:
    """One or many at once; what a yes will bring is shown before it is said."""
    among = queries.answering(current_user.id)
    ensure(policies.may_answer(among), NOT_ANSWERING)
    chosen = _chosen(among)
    waiting = [each for each in chosen if each.state == ApplicationState.ASKED]
    form = AnswerForm()
    if form.validate_on_submit():
        try:
            outcomes = [_answer(each, form) for each in chosen]
        except Invalid as refusal:
            form.take(refusal)
        else:
            flash(told(outcomes))
            return redirect(url_for("approvals.index"))
    if not waiting:
        flash(str(say("Pilih dulu siapa yang Anda jawab.")), "info")
        return redirect(url_for("approvals.index"))
    page = render_template(
        "approvals/answer.html", form=form, waiting=waiting, turns=queries.foretell(waiting)
    )
    return page, 422 if form.errors else 200


def _chosen(among: Answering) -> list[Applicant]:
    """Those that are named; raises NotFound where this person may not answer one of them."""
    named = {each for each in request.values.getlist("id", type=int) if 0 < each < 2**31}
    found = queries.applicants(among, named)
    if len(found) != len(named):
        raise NotFound
    return found


def _answer(one: Applicant, form: AnswerForm) -> actions.Outcome:
    reason = form.reason.data or ""
    if request.form.get("verdict") == Verdict.REFUSE:
        return actions.refuse(one.id, current_user.id, reason)
    if request.form.get("verdict") == Verdict.APPROVE:
        return actions.approve(one.id, current_user.id, reason)
    sentence = say("Pilih setuju atau tolak.")
    raise Invalid(sentence, {"reason": sentence})


@bp.post("/approvals/<int:application_id>/refusal/withdrawal")
def take_back_refusal(application_id: int) -> ResponseReturnValue:
    among = queries.answering(current_user.id)
    ensure(policies.may_answer(among), NOT_ANSWERING)
    if not queries.applicants(among, [application_id]):
        raise NotFound
    actions.ask_again(application_id, current_user.id)
    flash(str(say("Penolakan dibatalkan; permohonannya menunggu jawaban lagi.")))
    return redirect(url_for("approvals.index"))

"""Stopping a question, retiring it, allowing it again: each asked once more, each with a reason."""

from flask import flash, redirect, render_template
from flask.typing import ResponseReturnValue
from flask_login import current_user

from lms.bank import actions, policies
from lms.bank.forms import ReasonForm
from lms.bank.queries.one import Place
from lms.bank.shown import question_url
from lms.bank.views.blueprint import bp
from lms.bank.views.finding import find
from lms.catalog.models import QuestionState
from lms.foundation.errors import Conflict, Invalid, NotFound
from lms.foundation.language import say
from lms.web.access import ensure

NOT_OWNED = say(
    "Soal ini milik instansi lain. Mintalah kepada pengajar atau penyelenggara instansi itu."
)
DONE = {
    "stop": say("Soal dihentikan: kuis tidak lagi menariknya."),
    "retire": say("Soal dipensiunkan."),
    "allow": say("Soal boleh ditarik lagi."),
}
# From which states each may be asked.
FROM = {
    "stop": {QuestionState.IN_USE},
    "retire": {QuestionState.IN_USE, QuestionState.STOPPED},
    "allow": {QuestionState.STOPPED, QuestionState.RETIRED},
}


@bp.route("/bank/questions/<owner>/<identifier>/<act>", methods=["GET", "POST"])
def decide(owner: str, identifier: str, act: str) -> ResponseReturnValue:
    reach, place = find(owner, identifier)
    ensure(policies.may_stop(reach, place), NOT_OWNED)
    if act not in FROM:
        raise NotFound
    if place.state not in FROM[act]:
        raise Conflict
    form = ReasonForm()
    if form.validate_on_submit() and _is_done(act, place, form):
        flash(str(DONE[act]))
        return redirect(question_url(place.key))
    page = render_template("bank/decide.html", place=place, act=act, form=form)
    return page, 422 if form.errors else 200


def _is_done(act: str, place: Place, form: ReasonForm) -> bool:
    reason, by = form.reason.data or "", current_user.id
    try:
        if act == "stop":
            actions.stop(place, by, reason, only_this=bool(form.only_this.data))
        else:
            {"retire": actions.retire, "allow": actions.allow}[act](place, by, reason)
    except Invalid as refusal:
        form.take(refusal)
        return False
    return True

"""Proposing a pair: find the people, then say for how long and to what end."""

from datetime import date, timedelta

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from lms.foundation import clock
from lms.foundation.errors import Conflict, Invalid, NotFound
from lms.foundation.language import say
from lms.mentoring import actions, choosing, policies
from lms.mentoring.actions import Wish
from lms.mentoring.choosing import Choosing
from lms.mentoring.forms import ProposalForm
from lms.mentoring.models import Proposal
from lms.mentoring.views.blueprint import bp
from lms.mentoring.views.pairs import NOT_YOURS
from lms.web.access import ensure, signed_in

USUAL = timedelta(days=182)  # half a year, unless another day is chosen
ROLES = ("mentor", "mentee", "office")
SENT = say("Usulan terkirim. Pasangan mulai setelah disetujui.")


def _read() -> Choosing:
    role = request.args.get("role", "mentee")
    if role not in ROLES:
        raise NotFound
    scope = choosing.scope_of(current_user.id, current_user.agency_id, role)
    if role == "office":
        ensure(policies.may_oversee(scope), NOT_YOURS)
    return choosing.read(request.args, scope, current_user.id)


@bp.get("/mentoring/pairs/new")
@signed_in
def propose() -> ResponseReturnValue:
    asked, today = _read(), clock.today()
    return _page(asked, ProposalForm(formdata=None, since=today, last=today + USUAL))


def _page(asked: Choosing, form: ProposalForm) -> str:
    return render_template(
        "mentoring/propose.html",
        asked=asked,
        found=choosing.search(asked),
        most=choosing.MOST,
        form=form,
    )


@bp.post("/mentoring/pairs/new")
@signed_in
def send_proposal() -> ResponseReturnValue:
    asked, form = _read(), ProposalForm()
    if asked.missing is not None:
        return redirect(asked.address())
    if not form.validate():
        return _page(asked, form), 422
    try:
        made = _propose(asked, form)
    except (Invalid, Conflict) as refusal:
        form.refuse(refusal)
        return _page(asked, form), refusal.status
    flash(str(SENT))
    return redirect(url_for("mentoring.match", proposal_id=made.id))


def _propose(asked: Choosing, form: ProposalForm) -> Proposal:
    assert asked.mentor
    assert asked.mentee
    wish = Wish(
        mentor_id=asked.mentor.person.id,
        mentee_id=asked.mentee.person.id,
        since=form.since.data or clock.today(),
        until=_day_after(form.last.data),
        goals=form.goals.data or "",
        proposed_as=choosing.proposer(asked, current_user.id),
        by=current_user.id,
    )
    return actions.propose(wish)


def _day_after(last: date | None) -> date | None:
    return last + timedelta(days=1) if last and last < date.max else None

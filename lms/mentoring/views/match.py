"""One proposal and the pair that came of it: its days, its goals, its steps, and what to answer."""

from collections.abc import Callable
from typing import Any

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from lms.assignments import queries as assignments
from lms.foundation.errors import Invalid, NotFound
from lms.foundation.language import Sentence, say
from lms.identity.queries import Scope
from lms.mentoring import actions, policies, queries
from lms.mentoring.forms import ReasonForm
from lms.mentoring.models import State
from lms.mentoring.queries import OPEN, Match
from lms.mentoring.views.blueprint import bp
from lms.web.access import ensure, signed_in

BEGUN = say("Pasangan disetujui kedua pihak.")
WAITS_STILL = say("Persetujuan Anda tercatat. Usulan menunggu pihak yang lain.")
DECLINED = say("Usulan ditolak, dan alasannya dapat dibaca pengusulnya.")
WITHDRAWN = say("Usulan ditarik.")
ENDED = say("Masa bimbingan diakhiri. Riwayat dan umpan baliknya tetap tersimpan.")


def _find(proposal_id: int) -> tuple[Match, Scope]:
    """The pair, and whom the person oversees; raises NotFound where they may not know of it."""
    found, scope = queries.proposal(proposal_id), queries.scope_of(current_user.id)
    if not policies.may_see(found, current_user.id, scope):
        raise NotFound
    return found, scope


def _back(proposal_id: int, said: Sentence) -> ResponseReturnValue:
    flash(str(said))
    return redirect(url_for("mentoring.match", proposal_id=proposal_id))


@bp.get("/mentoring/pairs/<int:proposal_id>")
@signed_in
def match(proposal_id: int) -> ResponseReturnValue:
    found, scope = _find(proposal_id)
    return render_template(
        "mentoring/match.html",
        match=found,
        steps=queries.steps(found.id),
        awaited=_awaited(found),
        places=queries.places([found.mentor_id])[found.mentor_id],
        may_answer=policies.may_answer(found, current_user.id),
        may_withdraw=policies.may_withdraw(found, current_user.id),
        may_end=policies.may_end(found, current_user.id, scope),
        **_given(found),
    )


def _awaited(match: Match) -> list[str]:
    """The names of those whose answer is missing."""
    if match.state != State.WAITING:
        return []
    sides = {match.mentor_id: match.mentor, match.mentee_id: match.mentee}
    return [sides[each] for each in sorted(queries.unanswered(match.id))]


def _given(match: Match) -> dict[str, Any]:
    """What the mentor of once may still read: the work that they judged, and what was said."""
    if match.mentor_id != current_user.id or not match.pair_id or match.standing in OPEN:
        return {"works": [], "talks": []}
    works = [it for it in assignments.sent_by(match.mentee_id) if it.reviewer_id == match.mentor_id]
    return {"works": works, "talks": queries.talks_with(match.mentee_id, match.mentor_id)}


@bp.post("/mentoring/pairs/<int:proposal_id>/acceptance")
def accept(proposal_id: int) -> ResponseReturnValue:
    found, _ = _find(proposal_id)
    ensure(found.is_side(current_user.id))
    made = actions.accept(found.id, current_user.id)
    return _back(found.id, BEGUN if made else WAITS_STILL)


@bp.route("/mentoring/pairs/<int:proposal_id>/refusal", methods=["GET", "POST"])
def decline(proposal_id: int) -> ResponseReturnValue:
    found, _ = _find(proposal_id)
    ensure(policies.may_answer(found, current_user.id), actions.CLOSED)
    return _with_reason("decline", found, actions.decline, DECLINED)


@bp.route("/mentoring/pairs/<int:proposal_id>/withdrawal", methods=["GET", "POST"])
def withdraw(proposal_id: int) -> ResponseReturnValue:
    found, _ = _find(proposal_id)
    ensure(policies.may_withdraw(found, current_user.id), actions.CLOSED)
    form = ReasonForm()
    del form.reason  # taking back one's own words needs no reason
    if form.validate_on_submit():
        actions.withdraw(found.id, current_user.id)
        return _back(found.id, WITHDRAWN)
    return _confirm("withdraw", found, form)


@bp.route("/mentoring/pairs/<int:proposal_id>/end", methods=["GET", "POST"])
def end(proposal_id: int) -> ResponseReturnValue:
    found, scope = _find(proposal_id)
    ensure(policies.may_end(found, current_user.id, scope), actions.CLOSED_PAIR)
    return _with_reason("end", found, actions.end_early, ENDED)


def _with_reason(
    name: str, match: Match, act: Callable[[int, int, str], object], said: Sentence
) -> ResponseReturnValue:
    """Ask for a reason, then do it."""
    form = ReasonForm()
    if form.validate_on_submit():
        try:
            act(match.id, current_user.id, form.reason.data or "")
        except Invalid as refusal:
            form.take(refusal)
        else:
            return _back(match.id, said)
    return _confirm(name, match, form)


def _confirm(act: str, match: Match, form: ReasonForm) -> ResponseReturnValue:
    page = render_template("mentoring/match_confirm.html", act=act, match=match, form=form)
    return page, 422 if form.errors else 200

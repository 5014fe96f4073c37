"""Who judges in a panel: invited by number, taken back before they rated, replaced."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from lms.assessment import actions, queries
from lms.assessment.forms.cutting import InviteForm, WithdrawalForm
from lms.assessment.models import CutPanel
from lms.assessment.queries import Judge
from lms.assessment.views.blueprint import bp
from lms.assessment.views.cutting import NOT_RUNNING, Place, find_panel, panel_page
from lms.foundation.database import AnyRow
from lms.foundation.errors import Conflict, Invalid, NotFound
from lms.foundation.language import say
from lms.identity import queries as identity
from lms.identity.queries import Scope, digits
from lms.web.access import ensure

NOBODY = say("Tidak ada pegawai aktif instansi ini dengan NIP itu.")


@bp.post("/cuts/<slug>/judges")
def invite_judge(slug: str) -> ResponseReturnValue:
    place, form = find_panel(slug), InviteForm()
    ensure(place.runs, NOT_RUNNING)
    try:
        found = _invited(place.panel, form.nip.data or "")
    except (Invalid, Conflict) as refusal:
        form.take(_beside(refusal, "nip"))
        return panel_page(place, form), refusal.status
    flash(str(say("%(name)s diundang sebagai penilai.", name=found.name)))
    return redirect(place.address)


def _invited(panel: CutPanel, typed: str) -> AnyRow:
    """Somebody in service at the panel's agency, by their whole number; raises Invalid."""
    nip, scope = digits(typed), Scope(agencies=frozenset({panel.agency_id}))
    found = identity.people_called(scope, nip, 1) if len(nip) == 18 else []
    if not found:
        raise Invalid(None, {"nip": NOBODY})
    actions.invite(panel, found[0].id, current_user.id)
    return found[0]


def _beside(refusal: Invalid | Conflict, field: str) -> Invalid:
    """As what is wrong with a field."""
    return refusal if isinstance(refusal, Invalid) else Invalid(None, {field: refusal.sentence})


@bp.route("/cuts/<slug>/judges/<int:person_id>/withdrawal", methods=["GET", "POST"])
def withdraw_judge(slug: str, person_id: int) -> ResponseReturnValue:
    """Asked first, with a reason that is kept; somebody else may be invited with it."""
    place, form, status = find_panel(slug), WithdrawalForm(), 200
    ensure(place.runs, NOT_RUNNING)
    judge = _judge(place.panel, person_id)
    if request.method == "POST":
        try:
            return _withdrawn(place, judge, form)
        except (Invalid, Conflict) as refusal:
            form.take(_beside(refusal, "reason"))
            status = refusal.status
    made = render_template(
        "assessment/cutting/withdrawal.html", place=place, judge=judge, form=form
    )
    return made, status


def _judge(panel: CutPanel, person_id: int) -> Judge:
    """Raises NotFound for who judges not, or no more."""
    for each in queries.judges(panel.id, panel.round or 0):
        if each.person_id == person_id:
            return each
    raise NotFound


def _withdrawn(place: Place, judge: Judge, form: WithdrawalForm) -> ResponseReturnValue:
    other = _replacing(place.panel, judge, (form.nip.data or "").strip())
    actions.take_back(place.panel, judge.person_id, current_user.id, form.reason.data or "")
    said = say("Undangan %(name)s dicabut.", name=judge.name)
    if other is not None:
        said = say("%(name)s digantikan %(other)s.", name=judge.name, other=other.name)
    flash(str(said))
    return redirect(url_for("assessment.cut_panel", slug=place.panel.slug))


def _replacing(panel: CutPanel, judge: Judge, typed: str) -> AnyRow | None:
    """Raises Invalid beside the number of who cannot be invited in this judge's place."""
    try:
        found = _invited(panel, typed) if typed else None
    except Conflict as refusal:
        raise _beside(refusal, "nip") from None
    if found is not None and found.id == judge.person_id:
        raise Invalid(None, {"nip": say("Isi NIP orang lain, atau kosongkan.")})
    return found

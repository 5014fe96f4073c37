"""Records are chosen and sent; how far that is, stopped, gone on with."""

from collections.abc import Sequence

from flask import flash, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from lms.foundation.errors import NotFound
from lms.foundation.language import say
from lms.siasn import actions, asked, policies, queries
from lms.siasn.models import Sending, SendingState
from lms.siasn.views.blueprint import NOT_YOURS, bp, is_on, keeping, rules_today, within
from lms.web.access import ensure

SEND = "send"
SOON, LATER = "3", "60"  # seconds until the page is fetched anew
MOST = 5000
OFF = say("Pengiriman ke SIASN belum diatur di server ini. Unduhlah berkasnya.")


@bp.post("/siasn/sendings")
def choose() -> ResponseReturnValue:
    """First asks once more; the second time it sends."""
    agency_id = keeping()
    ensure(policies.may_send(agency_id, current_user.id), NOT_YOURS)
    ensure(is_on(agency_id), OFF)
    every = request.form.get("every", "")
    chosen = _chosen(agency_id, every)
    if not chosen:
        flash(str(say("Tidak ada yang siap dikirim di antara yang dipilih.")), "warn")
        return redirect(url_for("siasn.index", year=every or None))
    if request.form.get("do") != SEND:
        return render_template("siasn/choosing.html", chosen=chosen, every=every, most=MOST)
    made = actions.choose(agency_id, chosen, current_user.id)
    return redirect(url_for("siasn.sending", sending_id=made.id))


def _chosen(agency_id: int, every: str) -> Sequence[int]:
    """All that is ready of one year, or what was ticked and can be sent."""
    scope, rules = within(agency_id), rules_today(agency_id)
    if every:
        ready = asked.read({"year": every}).but(standing=queries.Standing.READY)
        return queries.list_sendable(scope, rules, ready.wish)[:MOST]
    ticked = request.form.getlist("enrolment", type=int)
    return queries.list_sendable(scope, rules, queries.Wish(), ticked[:MOST])


@bp.get("/siasn/sendings/<int:sending_id>")
def sending(sending_id: int) -> ResponseReturnValue:
    agency_id = keeping()
    found = _find(agency_id, sending_id)
    ensure(policies.may_send(agency_id, current_user.id), NOT_YOURS)
    counts = queries.ends_of(sending_id)
    waiting = queries.count_waiting(sending_id)
    page = render_template(
        "siasn/sending.html",
        one=found,
        counts=counts,
        waiting=waiting,
        settles_at=queries.settles_at(sending_id),
    )
    response = make_response(page)
    if found.state == SendingState.RUNNING:
        rests = waiting and not queries.waiting_ids(sending_id)
        response.headers["Refresh"] = LATER if rests else SOON
    return response


@bp.post("/siasn/sendings/<int:sending_id>/cancellation")
def cancel(sending_id: int) -> ResponseReturnValue:
    agency_id = keeping()
    _find(agency_id, sending_id)
    ensure(policies.may_send(agency_id, current_user.id), NOT_YOURS)
    actions.cancel(sending_id, current_user.id)
    flash(str(say("Pengiriman dibatalkan. Yang sedang dikirim tetap diselesaikan.")))
    return redirect(url_for("siasn.sending", sending_id=sending_id))


@bp.post("/siasn/sendings/<int:sending_id>/resumption")
def resume(sending_id: int) -> ResponseReturnValue:
    agency_id = keeping()
    _find(agency_id, sending_id)
    ensure(policies.may_send(agency_id, current_user.id), NOT_YOURS)
    actions.resume(sending_id, current_user.id)
    flash(str(say("Pengiriman dilanjutkan.")))
    return redirect(url_for("siasn.sending", sending_id=sending_id))


def _find(agency_id: int, sending_id: int) -> Sending:
    found = queries.sending(sending_id)
    if found is None or found.agency_id != agency_id:
        raise NotFound
    return found

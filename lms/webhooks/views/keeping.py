"""What is done with a receiver: tested, paused, given another secret, removed."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from lms.foundation.language import say
from lms.web.access import ensure
from lms.webhooks import actions, policies
from lms.webhooks.views.blueprint import NOT_YOURS, bp, find, to_one
from lms.webhooks.views.receivers import secret_page


@bp.post("/webhooks/<int:subscription_id>/test")
def test(subscription_id: int) -> ResponseReturnValue:
    held = find(subscription_id)
    ensure(policies.may_keep(current_user.id, held), NOT_YOURS)
    sent = actions.send_test(held, current_user.id)
    flash(str(say("Pesan uji masuk antrean. Muat ulang halaman ini untuk melihat hasilnya.")))
    return redirect(url_for("webhooks.delivery", subscription_id=held.id, delivery_id=sent.id))


@bp.post("/webhooks/<int:subscription_id>/pause")
def pause(subscription_id: int) -> ResponseReturnValue:
    held = find(subscription_id)
    ensure(policies.may_keep(current_user.id, held), NOT_YOURS)
    actions.pause(held, current_user.id)
    return to_one(held, say("Dijeda. Pesan baru menunggu di sini, paling lama 30 hari."))


@bp.post("/webhooks/<int:subscription_id>/resume")
def resume(subscription_id: int) -> ResponseReturnValue:
    held = find(subscription_id)
    ensure(policies.may_keep(current_user.id, held), NOT_YOURS)
    actions.resume(held, current_user.id)
    return to_one(held, say("Pengiriman berlanjut; yang menunggu dikirim sekarang."))


@bp.route("/webhooks/<int:subscription_id>/secret", methods=["GET", "POST"])
def rotate(subscription_id: int) -> ResponseReturnValue:
    held = find(subscription_id)
    ensure(policies.may_keep(current_user.id, held), NOT_YOURS)
    if request.method != "POST":
        return render_template("webhooks/rotate.html", held=held)
    return secret_page(held, actions.rotate(held, current_user.id))


@bp.route("/webhooks/<int:subscription_id>/removal", methods=["GET", "POST"])
def remove(subscription_id: int) -> ResponseReturnValue:
    held = find(subscription_id)
    ensure(policies.may_keep(current_user.id, held), NOT_YOURS)
    if request.method != "POST":
        return render_template("webhooks/remove.html", held=held)
    actions.remove(held, current_user.id)
    flash(str(say("Webhook dihapus bersama riwayatnya.")))
    return redirect(url_for("webhooks.index"))

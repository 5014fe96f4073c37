"""What all pages of webhooks share."""

from flask import Blueprint, current_app, flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from lms.foundation.errors import NotFound
from lms.foundation.language import Sentence, say
from lms.web.errors import lead_back
from lms.webhooks import policies, queries
from lms.webhooks.models import Subscription

bp = Blueprint("webhooks", __name__)
NOT_YOURS = say("Halaman ini hanya dibuka bagi petugas BKD dan administrator seluruh instansi.")
NO_MORE = say("Webhook itu tidak ada, atau sudah dihapus.")


def find(subscription_id: int) -> Subscription:
    """Another agency's is not there for this visitor, nor is anybody's for a stranger."""
    lead_back(url_for("webhooks.index"), say("Kembali ke daftar webhook"))
    found = queries.subscription(subscription_id)
    own = policies.agencies_of(current_user.id)
    if own and found.agency_id not in own:
        raise NotFound(NO_MORE)
    return found


def loopback() -> bool:
    """Whether messages may go to this machine itself."""
    return bool(current_app.config["SETTINGS"].webhooks_loopback)


def to_one(held: Subscription, said: Sentence) -> ResponseReturnValue:
    """Back to the page of a receiver, with a word on what was done."""
    flash(str(said))
    return redirect(url_for("webhooks.one", subscription_id=held.id))

"""The room's blueprint, and whose records its pages list."""

from flask import Blueprint, url_for
from flask_login import current_user

from lms.foundation.language import say
from lms.identity.queries import Scope
from lms.records import queries, shown
from lms.web.errors import lead_back

bp = Blueprint("records", __name__)
shown.enter(bp)
NOT_YOURS = say(
    "Register hanya dibuka bagi petugas kepegawaian, penyelenggara, dan atasan untuk bawahannya. "
    "Catatan Anda sendiri ada di rapor."
)


def listed() -> Scope:
    """The records that the visitor may list; what goes wrong leads back to the register."""
    lead_back(url_for("records.register"), say("Kembali ke register"))
    return queries.scope_of(current_user.id)

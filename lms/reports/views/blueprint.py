"""Where the room's pages hang, and whose people they are about."""

from flask import Blueprint, url_for
from flask_login import current_user

from lms.foundation.language import say
from lms.identity.queries import Scope
from lms.records.queries import scope_of
from lms.reports import shown
from lms.web.errors import lead_back

bp = Blueprint("reports", __name__, url_prefix="/reports")
shown.enter(bp)
NOT_YOURS = say(
    "Laporan hanya dibuka bagi petugas kepegawaian, penyelenggara, dan atasan untuk bawahannya. "
    "Catatan Anda sendiri ada di rapor."
)


def read() -> Scope:
    """The people whom the visitor may list; what goes wrong leads back to the reports."""
    lead_back(url_for("reports.courses"), say("Kembali ke laporan"))
    return scope_of(current_user.id)

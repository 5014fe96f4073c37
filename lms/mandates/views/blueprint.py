"""The room's blueprint, and the mandate that each of its pages is about."""

from flask import Blueprint, url_for
from flask_login import current_user

from lms.foundation.errors import NotFound
from lms.foundation.language import say
from lms.identity.queries import Scope
from lms.mandates import queries, shown
from lms.mandates.models import Mandate
from lms.web.errors import lead_back

bp = Blueprint("mandates", __name__)
shown.enter(bp)
NOT_YOURS = say(
    "Kewajiban belajar ditetapkan oleh petugas kepegawaian dan penyelenggara, dan oleh atasan "
    "untuk unitnya sendiri."
)


def scope() -> Scope:
    """Whom the visitor may oblige; what goes wrong leads back to the list."""
    lead_back(url_for("mandates.index"), say("Kembali ke kewajiban belajar"))
    return queries.scope_of(current_user.id)


def find(mandate_id: int) -> Mandate:
    """Raises NotFound for one of another agency."""
    found = queries.mandate(mandate_id)
    if found.agency_id != current_user.agency_id:
        raise NotFound
    return found

"""The room's blueprint, and the programme that each of its pages is about."""

from flask import Blueprint, url_for
from flask_login import current_user

from lms.foundation.errors import NotFound
from lms.foundation.language import say
from lms.programmes import policies, queries, shown
from lms.programmes.queries import Programmed
from lms.web.errors import lead_back

bp = Blueprint("programmes", __name__)
shown.enter(bp)
NOT_MAKING = say("Halaman ini untuk penyelenggara program dari instansi ini.")


def find(programme_id: int) -> Programmed:
    """Raises NotFound for a programme of which the person may not even know."""
    found = queries.programmed(programme_id, current_user.id)
    if not policies.may_know(found, current_user.agency_id):
        raise NotFound
    lead_back(url_for("programmes.index"), say("Kembali ke program belajar"))
    return found

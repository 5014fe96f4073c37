"""The room's blueprint, and for which agency its pages stand."""

from flask import Blueprint, url_for
from flask_login import current_user

from lms.foundation import clock
from lms.foundation.database import db
from lms.foundation.language import say
from lms.identity.models import Agency
from lms.identity.queries import Scope
from lms.siasn import policies, queries, reaching, shown
from lms.siasn.queries import Rules
from lms.web.errors import lead_back

bp = Blueprint("siasn", __name__)
shown.enter(bp)
NOT_YOURS = say("Halaman SIASN hanya dibuka bagi petugas kepegawaian untuk seluruh instansinya.")


def keeping() -> int:
    """The agency whose records the visitor sends: their own where they may."""
    lead_back(url_for("siasn.index"), say("Kembali ke SIASN"))
    kept = policies.kept_by(current_user.id)
    own: int = current_user.agency_id
    return own if own in kept or not kept else min(kept)


def within(agency_id: int) -> Scope:
    return Scope(agencies=frozenset({agency_id}))


def rules_today(agency_id: int) -> Rules:
    return queries.rules_of(agency_id, clock.today())


def is_on(agency_id: int) -> bool:
    return reaching.is_on(db.session.get(Agency, agency_id))

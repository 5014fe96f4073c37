"""How many people a mentor says they can follow."""

from lms.foundation import clock
from lms.foundation.audit import audit
from lms.foundation.database import db
from lms.foundation.errors import Invalid
from lms.foundation.language import say
from lms.mentoring.actions.pairing import agency_of
from lms.mentoring.models import MentorPlaces

MOST = 20


def offer_places(mentor_id: int, places: int) -> None:
    """From now on; who is followed already stays, and none means that nobody new may ask."""
    if not 0 <= places <= MOST:
        sentence = say("Isi dengan angka 0 sampai %(most)d.", most=MOST)
        raise Invalid(sentence, {"places": sentence})
    agency_id = agency_of(mentor_id, clock.today())
    db.session.add(
        MentorPlaces(mentor_id=mentor_id, agency_id=agency_id, places=places, at=clock.now())
    )
    verb, told = "offered-places", {"places": places}
    audit(verb, "person", mentor_id, actor_id=mentor_id, agency_id=agency_id, **told)

"""Following a programme until all that it requires is completed."""

from sqlalchemy.exc import IntegrityError

from lms.foundation import clock
from lms.foundation.audit import audit
from lms.foundation.database import db
from lms.foundation.errors import Conflict
from lms.foundation.language import say
from lms.learning.actions import about_to_enter, course_completed
from lms.learning.models import Enrolment
from lms.programmes import queries
from lms.programmes.models import Arrival, Journey


def join(programme_id: int, person_id: int, agency_id: int) -> None:
    """Follow the newest curriculum; what was completed before counts. Twice it counts once."""
    if queries.state_of(programme_id, person_id) is not None:
        return
    begun = Journey(
        programme_id=programme_id,
        curriculum_id=queries.newest(programme_id).id,
        person_id=person_id,
        agency_id=agency_id,
        joined_at=clock.now(),
    )
    db.session.add(begun)
    try:
        db.session.flush()
    except IntegrityError:  # at another window
        raise Conflict(say("Anda sudah mengikuti program ini. Muat ulang halamannya.")) from None
    audit("joined", "programme", programme_id, actor_id=person_id, agency_id=agency_id)
    _note_arrival(begun.id)


def leave(journey_id: int) -> None:
    """Its order binds no longer; enrolments and what was completed stay."""
    held = queries.journey(journey_id)
    if held is None or held.left_at is not None:
        return
    if db.session.get(Arrival, journey_id) is not None:
        raise Conflict(say("Program ini sudah Anda selesaikan."))
    held.left_at = clock.now()
    person_id, agency_id = held.person_id, held.agency_id
    audit("left", "programme", held.programme_id, actor_id=person_id, agency_id=agency_id)


def go_over(journey_id: int, seen: int) -> None:
    """Follow the newest curriculum from now on, by the person's own wish.

    Raises Conflict where it is not the one with the number that the person has seen.
    """
    held = queries.journey(journey_id)
    arrived = db.session.get(Arrival, journey_id) is not None
    if held is None or held.left_at is not None or arrived:
        return
    newest = queries.newest(held.programme_id)
    if newest.number != seen:
        raise Conflict(say("Susunannya baru saja diubah lagi. Lihat dahulu yang terbaru."))
    held.curriculum_id = newest.id
    db.session.flush()
    _note_arrival(journey_id)


def _note_arrival(journey_id: int) -> None:
    """Write that all is completed, once it is.

    The journey is held, so two courses that are completed at once are seen one after the other.
    """
    held = queries.journey(journey_id)
    if held is None or db.session.get(Arrival, journey_id) is not None:
        return
    if not queries.is_met(queries.steps(held.curriculum_id, held.person_id, held.agency_id)):
        return
    arrived = {"journey_id": held.id, "curriculum_id": held.curriculum_id}
    db.session.add(Arrival(**arrived, at=clock.now()))
    db.session.flush()
    person_id, agency_id = held.person_id, held.agency_id
    audit("arrived", "programme", held.programme_id, actor_id=person_id, agency_id=agency_id)


@course_completed.connect
def go_on(enrolment: Enrolment) -> None:
    """A course was completed: perhaps it was the last one of a programme."""
    for each in queries.followed(enrolment.person_id, enrolment.course_id):
        _note_arrival(each.journey_id)


@about_to_enter.connect
def keep_order(person_id: int, course_id: int) -> None:
    """Whoever follows a programme takes its courses in order; raises Conflict."""
    if held := queries.blocked(person_id, course_id):
        programme, after = held
        raise Conflict(
            say(
                "Dalam program %(programme)s kursus ini terbuka setelah “%(after)s” selesai. "
                "Lanjutkan dari halaman program itu.",
                programme=programme,
                after=after,
            )
        )

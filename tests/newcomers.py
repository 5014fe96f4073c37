"""People who join the demonstration for one test, as far in its course as the test needs them.

They work beside the demonstration's own learner and have the same mentor, so nobody's history is
disturbed, and each test may change what is theirs.
"""

from dataclasses import dataclass
from datetime import timedelta
from random import Random

from sqlalchemy import select, update

from lms.catalog.models import Course
from lms.demo.names import Inventor
from lms.demo.people import NAMED, PASSWORD, SINCE
from lms.demo.story import Stage, Story
from lms.foundation import clock
from lms.foundation.database import db
from lms.identity import actions
from lms.identity.models import Membership, Person, StaffKind
from lms.identity.queries import membership, person_by_nip
from lms.learning.models import Enrolment, Progress
from lms.mentoring.actions import pair
from sites import Home

COURSE = "dasar-pemerintahan-digital"
LONG_AGO = timedelta(days=90)  # a whole history fits between then and now


@dataclass(frozen=True)
class Newcomer:
    """Somebody who can sign in."""

    id: int
    nip: str
    name: str
    password: str = PASSWORD

    def __getitem__(self, fact: str) -> str:
        """Like the demonstration's own people, who are read from its command."""
        return str(getattr(self, fact))


def join(home: Home, name: str, stage: Stage | None = None) -> Newcomer:
    """Employ somebody new, and tell how they came to `stage` of the course, none: not enrolled."""
    invented = Inventor(Random(name)).person(StaffKind.PNS)
    with home.inside():
        colleague = _named("learner")
        person = actions.add_person(invented.nip, name, StaffKind.PNS)
        person.password_hash = colleague.password_hash
        place = _place(colleague)
        actions.place(person, place.unit, place.post, "III/a", SINCE)
        pair(_named("mentor").id, person.id, since=SINCE, goals="Satu perbaikan layanan.")
        if stage:
            _tell(person, stage, place.unit.agency_id)
        return Newcomer(person.id, invented.nip, name)


def _named(role: str) -> Person:
    person = person_by_nip(NAMED[role][1])
    assert person, f"the demonstration has no {role}"
    return person


def _place(person: Person) -> Membership:
    place = membership(person.id, clock.today())
    assert place, f"{person.name} works nowhere"
    return place


def _tell(person: Person, stage: Stage, agency_id: int) -> None:
    course = db.session.scalars(select(Course).where(Course.slug == COURSE)).one()
    chance = Random(person.name)
    Story(person, course, stage, _named("mentor"), chance, clock.now() - LONG_AGO).tell(
        agency_id, due=None, by=None
    )


def opened_long_ago(home: Home, newcomer: Newcomer) -> None:
    """Let the server's clock have run an hour since they opened what they have open.

    Nobody can wait for the reading rule in a test, and the product has no way around it.
    """
    theirs = select(Enrolment.id).where(Enrolment.person_id == newcomer.id)
    earlier = clock.now() - timedelta(hours=1)
    with home.inside():
        open_ones = Progress.enrolment_id.in_(theirs) & Progress.done_at.is_(None)
        db.session.execute(update(Progress).where(open_ones).values(opened_at=earlier))

"""Walking a scenario: beginning, choosing, going back, and beginning again."""

from lms.catalog.library import page
from lms.foundation import clock
from lms.foundation.database import db
from lms.foundation.errors import Conflict
from lms.foundation.language import Sentence, say
from lms.learning.actions import held_enrolment, record_progress
from lms.learning.models import Enrolment, EnrolmentState
from lms.scenarios import queries
from lms.scenarios.models import Walk, WalkMove
from lms.scenarios.way import Way, way_of

MOST = 300  # moves of one walk
MOST_WALKS = 100  # of one person through one scenario; nobody learns from more
OLD = say("Halaman ini sudah lama: Anda sudah melangkah dari sana. Inilah tempat Anda kini.")
COUNTS = {"any": {"good", "fair", "poor"}, "good": {"good"}}


def begin(enrolment_id: int, slug: str, digest: str) -> Walk:
    """Start from the first scene; who stands in the middle of a walk that may go on goes on.

    Raises Conflict for who has walked it too often.
    """
    enrolment = held_enrolment(enrolment_id)
    walks = queries.walks(enrolment_id, enrolment.course_id, slug)
    if walks and walks[-1].end is None and not is_spent(len(queries.moves(walks[-1].id))):
        return walks[-1]
    if len(walks) >= MOST_WALKS:
        raise Conflict(
            say("Anda sudah %(most)s kali menjalani skenario ini; cukup sekian.", most=len(walks))
        )
    begun = Walk(
        enrolment_id=enrolment_id,
        agency_id=enrolment.agency_id,
        module_slug=slug,
        document_digest=digest,
        begun_at=clock.now(),
    )
    db.session.add(begun)
    db.session.flush()
    return begun


def choose(enrolment_id: int, slug: str, at: int, choice: int) -> None:
    """Make a choice, as the move with number `at`; the same again changes nothing.

    Raises Conflict where another move was made there meanwhile, or there is no such choice.
    """
    enrolment = held_enrolment(enrolment_id)
    walk = _last(enrolment, slug)
    moves = list(queries.moves(walk.id)) if walk else []
    if walk is None or moves[at : at + 1] == [choice]:
        return  # the second of two clicks
    way = way_of(page(walk.document_digest).facts, moves)
    _ensure_fresh(walk, at, len(moves))
    if not way.may(choice):
        raise Conflict(say("Pilihan itu tidak ada pada adegan ini."))
    _note(walk, at, choice)
    _end(enrolment, walk, slug, way.chosen(choice))


def go_back(enrolment_id: int, slug: str, at: int) -> None:
    """Take the last choice back, as the move with number `at`; raises Conflict likewise."""
    enrolment = held_enrolment(enrolment_id)
    walk = _last(enrolment, slug)
    moves = list(queries.moves(walk.id)) if walk else []
    if walk is None or moves[at : at + 1] == [None]:
        return
    _ensure_fresh(walk, at, len(moves))
    if way_of(page(walk.document_digest).facts, moves).may_return:
        _note(walk, at, None)


def is_spent(made: int) -> bool:
    """Whether a walk takes no further move; it stays as it is, and another may be begun."""
    return made >= MOST


def spent() -> Sentence:
    return say(
        "Anda sudah melangkah %(most)s kali tanpa sampai di sebuah akhir. Mulailah lagi dari awal.",
        most=MOST,
    )


def _last(enrolment: Enrolment, slug: str) -> Walk | None:
    walks = queries.walks(enrolment.id, enrolment.course_id, slug)
    return walks[-1] if walks else None


def _ensure_fresh(walk: Walk, at: int, made: int) -> None:
    """Raises Conflict for a page from before a move, also from before the one that ended it."""
    if walk.end or at != made:
        raise Conflict(OLD)
    if is_spent(made):
        raise Conflict(spent())


def _note(walk: Walk, number: int, choice: int | None) -> None:
    db.session.add(WalkMove(walk_id=walk.id, number=number, choice=choice, at=clock.now()))
    db.session.flush()


def _end(enrolment: Enrolment, walk: Walk, slug: str, way: Way) -> None:
    """Close the walk where it came to an end; whether that counts, the scenario says."""
    if not way.end:
        return
    walk.end, walk.ended_at = way.end, clock.now()
    db.session.flush()
    reach = page(walk.document_digest).facts["reach"]
    if enrolment.state == EnrolmentState.ACTIVE and way.end in COUNTS[reach]:
        record_progress(enrolment.id, slug, done=True)

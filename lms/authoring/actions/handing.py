"""A course offered to another author, who accepts; and an author who stops writing it."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from lms.authoring.models import Handover, HandoverState
from lms.authoring.queries import authors, own_grants, writes_until
from lms.foundation import clock
from lms.foundation.audit import audit
from lms.foundation.database import db
from lms.foundation.errors import Conflict, Invalid
from lms.foundation.jobs import enqueue
from lms.foundation.language import Sentence, say
from lms.identity.actions import give_grant, revoke
from lms.identity.models import Agency, Role
from lms.identity.queries import Scope, people_called, people_in, person
from lms.learning.queries import led_by

LETTER = "authoring.handover_letter"
NOT_THEIRS = say("Yang menawarkan kursus ini tidak lagi menulisnya. Mintalah tawaran baru.")
BY_AGENCY = say(
    "Anda menulis kursus ini karena peran untuk seluruh instansi. Peran itu diatur pengelola."
)
ANSWERED = say("Tawaran ini sudah dijawab atau ditarik kembali.")


@dataclass(frozen=True)
class Offer:
    """What somebody types who asks another to write a course."""

    words: str  # a NIP or a name
    note: str
    leaves: bool


def offer(course_slug: str, agency_id: int, given: Offer, by: int) -> Handover:
    """Ask somebody of the agency to write the course.

    Raises Invalid where that is nobody, several, or somebody who writes it already.
    """
    person_id = _found(agency_id, given.words)
    if led_by(person_id).holds(agency_id, course_slug):
        raise _refusal(say("Orang ini sudah dapat menulis kursus ini."))
    made = Handover(
        course_slug=course_slug,
        agency_id=agency_id,
        person_id=person_id,
        offered_by=by,
        leaves=given.leaves,
        note=given.note,
        at=clock.now(),
    )
    try:
        with db.session.begin_nested():
            db.session.add(made)
    except IntegrityError:
        raise _refusal(say("Kursus ini sudah ditawarkan kepada orang ini.")) from None
    _note("offered", made, by)
    enqueue(LETTER, handover_id=made.id)
    return made


def _found(agency_id: int, words: str) -> int:
    said = words.strip()
    found = people_called(Scope(frozenset({agency_id})), said, 2) if said else []
    if len(found) > 1:
        raise _refusal(say("Ada beberapa orang bernama seperti itu. Tulis NIP-nya."))
    if not found:
        raise _refusal(say("Tidak ada pegawai itu di instansi pemilik kursus. Periksa NIP-nya."))
    return int(found[0].id)


def _refusal(said: Sentence) -> Invalid:
    return Invalid(said, {"words": said})


def accept(held: Handover, by: int) -> None:
    """Let the person write the course from today; who leaves it writes it no longer.

    Nobody gives what lasts longer than their own. The agency's row is locked, as by `leave`: who
    stops writing at that very moment gives nothing any more.

    Raises Conflict where the offer no longer stands.
    """
    _hold_authors(held.agency_id)
    _answer(held, HandoverState.ACCEPTED, by)
    place = held.agency_id, held.course_slug
    if all(each.person_id != held.offered_by for each in authors(*place)):
        raise Conflict(NOT_THEIRS)
    if not people_in(Scope(frozenset({held.agency_id})), [held.person_id]):
        raise Conflict(say("Anda tidak lagi bekerja di instansi pemilik kursus ini."))
    if not led_by(held.person_id).holds(*place):
        give_grant(
            person(held.person_id),
            Role.TRAINER,
            held.agency_id,
            since=clock.today(),
            until=writes_until(held.offered_by, *place),
            by=held.offered_by,
            reason=held.note,
            course_slug=held.course_slug,
        )
    if held.leaves:
        _end(held.offered_by, held.agency_id, held.course_slug, by)


def decline(held: Handover, by: int) -> None:
    _answer(held, HandoverState.DECLINED, by)


def recall(held: Handover, by: int) -> None:
    """Take the offer back before it is answered."""
    _answer(held, HandoverState.RECALLED, by)


def _answer(held: Handover, state: HandoverState, by: int) -> None:
    wanted = select(Handover).where(Handover.id == held.id).with_for_update()
    db.session.scalars(wanted.execution_options(populate_existing=True)).one()
    if held.state != HandoverState.WAITING:
        raise Conflict(ANSWERED)
    held.state, held.answered_at = state, clock.now()
    _note(state.value, held, by)
    db.session.flush()


def leave(course_slug: str, agency_id: int, by: int) -> None:
    """Stop writing it; raises Conflict for the last author, and by a role for the whole agency.

    The agency's row is locked: of the last two who leave at once one is refused.
    """
    _hold_authors(agency_id)
    if not own_grants(by, agency_id, course_slug):
        raise Conflict(BY_AGENCY)
    if all(each.person_id == by for each in authors(agency_id, course_slug)):
        raise Conflict(say("Anda penulis terakhir kursus ini. Serahkan dahulu kepada orang lain."))
    _end(by, agency_id, course_slug, by)


def _hold_authors(agency_id: int) -> None:
    """Nobody begins or stops to write a course of the agency until this transaction ends."""
    db.session.execute(select(Agency.id).where(Agency.id == agency_id).with_for_update())


def _end(person_id: int, agency_id: int, course_slug: str, by: int) -> None:
    for each in own_grants(person_id, agency_id, course_slug):
        revoke(each, by, course_slug)
    db.session.flush()


def _note(verb: str, held: Handover, by: int) -> None:
    told = {"course": held.course_slug, "to": held.person_id, "leaves": held.leaves}
    audit(verb, "handover", held.id, actor_id=by, agency_id=held.agency_id, **told)

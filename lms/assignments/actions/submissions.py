"""Handing in written work; every submission is kept, and the same one sent twice is one."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from blinker import Signal

from lms.assignments.models import Submission, SubmissionFile
from lms.assignments.queries.submissions import Sent, WorkState, sent
from lms.assignments.uploads import Stored
from lms.catalog.library import Module
from lms.foundation import clock
from lms.foundation.audit import audit
from lms.foundation.database import db
from lms.foundation.errors import Conflict, NotFound
from lms.foundation.language import Sentence, say
from lms.foundation.text import count_words
from lms.learning.actions import held_enrolment, record_progress
from lms.learning.models import Enrolment
from lms.learning.queries import Visit

# Sent with the submission, in the same transaction, when written work was handed in.
work_handed_in = Signal()


@dataclass(frozen=True)
class Handed:
    """What a person hands in; the id is made with the form, so that a second click is known."""

    id: UUID
    text: str
    files: Sequence[Stored] = ()


def hand_in(visit: Visit, module: Module, given: Handed) -> Submission:
    """Keep a submission; sent again under its id, answers the one that is there.

    Raises NotFound for an id that is somebody else's, Conflict while one waits or after one was
    accepted.
    """
    enrolment = held_enrolment(visit.enrolment_id or 0)
    known = db.session.get(Submission, given.id)
    if known is not None:
        return _same(known, enrolment)
    before = sent(enrolment.id, module.slug)
    ensure_open(before[0] if before else None)
    made = _make(visit, module, given, enrolment, len(before) + 1)
    audit("handed-in", "submission", made.id, actor_id=made.person_id, agency_id=made.agency_id)
    note = {"state": WorkState.WAITING, "number": made.number}
    record_progress(enrolment.id, module.slug, done=False, detail=note)
    work_handed_in.send(made)
    return made


def _same(known: Submission, enrolment: Enrolment) -> Submission:
    if known.enrolment_id != enrolment.id:
        raise NotFound
    return known


def ensure_open(latest: Sent | None) -> None:
    """Raises Conflict where the work takes no further submission now."""
    closed = closed_because(latest)
    if closed:
        raise Conflict(closed)


def closed_because(latest: Sent | None) -> Sentence | None:
    """Why nothing more can be typed or handed in; none while it can."""
    if latest is None or latest.state == WorkState.RETURNED:
        return None
    if latest.state == WorkState.ACCEPTED:
        return say("Tugas ini sudah diterima, jadi tidak perlu dikirim lagi.")
    return say(
        "Kiriman ke-%(number)d masih menunggu umpan balik. "
        "Anda dapat mengirim lagi setelah kiriman itu dikembalikan.",
        number=latest.number,
    )


def _make(
    visit: Visit, module: Module, given: Handed, enrolment: Enrolment, number: int
) -> Submission:
    made = Submission(
        id=given.id,
        enrolment_id=enrolment.id,
        person_id=enrolment.person_id,
        agency_id=enrolment.agency_id,
        course_id=enrolment.course_id,
        module_slug=module.slug,
        revision_id=visit.outline.revision_id,
        document_digest=module.digest,
        number=number,
        text=given.text,
        words=count_words(given.text),
        submitted_at=clock.now(),
    )
    db.session.add(made)
    db.session.flush()
    db.session.add_all(_files(made.id, given.files))
    db.session.flush()
    return made


def _files(submission_id: UUID, files: Sequence[Stored]) -> list[SubmissionFile]:
    return [
        SubmissionFile(
            submission_id=submission_id,
            position=position,
            name=file.name,
            file_digest=file.digest,
            content_type=file.content_type,
            size=file.size,
        )
        for position, file in enumerate(files, 1)
    ]

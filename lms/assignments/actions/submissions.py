"""Handing in written work; every submission is kept, and the same one sent twice is one."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from blinker import Signal
from sqlalchemy import func, select

from lms.assignments.actions.groups import ensure_enough, hold_group
from lms.assignments.models import Submission, SubmissionAuthor, SubmissionFile
from lms.assignments.queries.groups import Group, group_of
from lms.assignments.queries.submissions import Sent, WorkState, sent, sent_of_group
from lms.assignments.rules import Grouping
from lms.catalog.library import Module
from lms.catalog.queries import named
from lms.foundation import clock
from lms.foundation.audit import audit
from lms.foundation.database import db
from lms.foundation.errors import Conflict, NotAllowed, NotFound
from lms.foundation.jobs import enqueue
from lms.foundation.language import Sentence, say
from lms.foundation.text import count_words
from lms.foundation.uploads import Stored
from lms.learning.actions import held_enrolment, record_progress
from lms.learning.models import Enrolment, EnrolmentState
from lms.learning.queries import Visit

# Sent with the submission, in the same transaction, when written work was handed in.
work_handed_in = Signal()
LETTER = "assignments.handed_in"
NOT_ENROLLED = say("Daftar dulu di kursus ini untuk mengerjakan tugasnya.")


@dataclass(frozen=True)
class Handed:
    """What a person hands in; the id is made with the form, so that a second click is known."""

    id: UUID
    text: str
    files: Sequence[Stored] = ()


def hand_in(visit: Visit, module: Module, given: Handed) -> Submission:
    """Keep a submission; sent again under its id, answers the one that is there.

    Raises NotFound for an id that is somebody else's, Conflict while one waits or after one was
    accepted, NotAllowed for who left the course, perhaps a moment ago at another window.
    """
    enrolment = held_enrolment(visit.enrolment_id or 0)
    if enrolment.state == EnrolmentState.WITHDRAWN:
        raise NotAllowed(NOT_ENROLLED)
    known = db.session.get(Submission, given.id)
    if known is not None:
        return _same(known, enrolment)
    before = sent(enrolment.id, module.slug)
    ensure_open(before[0] if before else None)
    made = _make(visit, module, given, enrolment, _number(enrolment, module, before))
    _tell(made, [enrolment.id], module)
    return made


def hand_in_together(visit: Visit, module: Module, given: Handed, grouping: Grouping) -> Submission:
    """The same for a group, by any member: it becomes the work of all who are in it now.

    Raises Conflict also for who is in no group, or where the group is too small.
    """
    own = visit.enrolment_id or 0
    group = _held_group(own, visit.outline.course_id, module.slug)
    held = {id_: held_enrolment(id_) for id_ in sorted(it.enrolment_id for it in group.members)}
    known = db.session.get(Submission, given.id)
    if known is not None:
        return _same(known, held[own])
    before = sent_of_group(group.id)
    ensure_open(before[0] if before else None)
    ensure_enough(group, grouping)
    made = _make(visit, module, given, held[own], _number(held[own], module, before))
    _share(made, group)
    _tell(made, list(held), module)
    for each in group.members:
        if each.enrolment_id != own:
            enqueue(LETTER, submission_id=str(made.id), person_id=each.person_id)
    return made


def _held_group(enrolment_id: int, course_id: int, slug: str) -> Group:
    """Locked, and as it is behind the lock; raises Conflict for who is in none."""
    there = group_of(enrolment_id, course_id, slug)
    if there is not None:
        hold_group(there.id)
        there = group_of(enrolment_id, course_id, slug)
    if there is None:
        raise Conflict(say("Anda belum mempunyai kelompok untuk tugas ini."))
    return there


def _number(enrolment: Enrolment, module: Module, before: Sequence[Sent]) -> int:
    """The next one; somebody who was in two groups, or alone before, has numbers of their own."""
    own = db.session.scalar(
        select(func.max(Submission.number)).where(
            Submission.enrolment_id == enrolment.id,
            named(Submission.module_slug, enrolment.course_id, module.slug),
        )
    )
    return max(own or 0, *(each.number for each in before), 0) + 1


def _tell(made: Submission, enrolments: Sequence[int], module: Module) -> None:
    """What handing in means for whose work it is, and for the rooms above."""
    audit("handed-in", "submission", made.id, actor_id=made.person_id, agency_id=made.agency_id)
    note = {"state": WorkState.WAITING, "number": made.number}
    for each in enrolments:
        record_progress(each, module.slug, done=False, detail=note)
    work_handed_in.send(made)


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


def _share(made: Submission, group: Group) -> None:
    """It is the work of all who are in the group now."""
    made.group_id = group.id
    db.session.add_all(
        SubmissionAuthor(
            submission_id=made.id, enrolment_id=each.enrolment_id, person_id=each.person_id
        )
        for each in group.members
    )
    db.session.flush()


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

"""Taking a place at a meeting and giving it back; saying who was there, and taking that back."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import select, update

from lms.catalog.actions import modules_renamed
from lms.catalog.models import Course
from lms.foundation import clock
from lms.foundation.audit import audit_aside
from lms.foundation.database import db
from lms.foundation.errors import Conflict
from lms.foundation.language import say
from lms.learning.actions import held_enrolment, record_progress, take_back_done
from lms.learning.models import Enrolment, EnrolmentState
from lms.sessions import queries
from lms.sessions.meeting import Meeting
from lms.sessions.models import Attendance, Means, Seat


@dataclass(frozen=True)
class Said:
    """That somebody was there, or was not, or that neither is known after all; and who says so."""

    present: bool | None
    by: int
    means: Means = Means.LIST


def take_place(enrolment_id: int, slug: str, meeting: Meeting) -> None:
    """Asked again, one keeps the place that one has; raises Conflict where none is left."""
    course_id = db.session.get_one(Enrolment, enrolment_id).course_id
    # Locked, so that the last place is given once; without "key", as enrolling does.
    asked = select(Course.id).where(Course.id == course_id)
    db.session.scalar(asked.with_for_update(key_share=True))
    enrolment = held_enrolment(enrolment_id)
    if meeting.places is None or queries.seat(enrolment_id, slug):
        return
    if queries.seats_taken(course_id, slug) >= meeting.places:
        raise Conflict(
            say("Semua tempat sudah terisi. Hubungi penyelenggara, atau periksa lagi nanti.")
        )
    taken = Seat(
        enrolment_id=enrolment_id,
        module_slug=slug,
        course_id=course_id,
        agency_id=enrolment.agency_id,
        taken_at=clock.now(),
    )
    db.session.add(taken)
    db.session.flush()


def give_place_back(enrolment_id: int, slug: str) -> None:
    held_enrolment(enrolment_id)
    seat = queries.seat(enrolment_id, slug)
    if seat:
        db.session.delete(seat)
        db.session.flush()


def mark(enrolment_id: int, slug: str, said: Said) -> bool:
    """Note what is said; the same again changes nothing, and then the answer is no.

    Raises Conflict where somebody's presence is taken back whose course is in the register.
    """
    enrolment = held_enrolment(enrolment_id)  # the second of two clicks finds what the first said
    known = queries.told(enrolment_id, enrolment.course_id, slug)
    before = known.present if known else None
    if before is said.present:
        return False
    if before and enrolment.state == EnrolmentState.COMPLETED:
        raise Conflict(
            say(
                "Kursus orang ini sudah selesai dan tercatat. Kehadirannya tidak dapat dibatalkan "
                "di sini; mintalah koreksi register kepada BKD."
            )
        )
    _note(enrolment, slug, said)
    if said.present:
        record_progress(enrolment_id, slug, done=True)
    elif before:
        take_back_done(enrolment_id, slug)
    return True


def _note(enrolment: Enrolment, slug: str, said: Said) -> None:
    noted = Attendance(
        enrolment_id=enrolment.id,
        agency_id=enrolment.agency_id,
        module_slug=slug,
        present=said.present,
        means=said.means,
        marked_by=said.by,
        at=clock.now(),
    )
    db.session.add(noted)
    db.session.flush()


def note_export(actor_id: int, agency_id: int, subject: str) -> None:
    """That a list of names was taken out: `subject` is its course and module."""
    audit_aside("exported", "attendance", subject, actor_id=actor_id, agency_id=agency_id)


@modules_renamed.connect
def carry_over(course_id: int, renamed: Mapping[str, str]) -> None:
    """Places follow their meeting to its new name; attendance is found by all its names."""
    for old, new in renamed.items():
        there = select(Seat.enrolment_id).where(Seat.module_slug == new)
        db.session.execute(
            update(Seat)
            .where(
                Seat.course_id == course_id,
                Seat.module_slug == old,
                Seat.enrolment_id.not_in(there),
            )
            .values(module_slug=new)
            .execution_options(synchronize_session=False)
        )

"""What is known of an attempt, moment by moment: the same page for the person and the leader."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from flask import render_template
from flask.typing import ResponseReturnValue
from flask_login import current_user

from lms.assessment import policies, queries
from lms.assessment.models import SubmittedBy
from lms.assessment.paper.pacing import Save, pace
from lms.assessment.queries import Extended, Sitting
from lms.assessment.rules import Quiz
from lms.assessment.views.blueprint import bp
from lms.assessment.views.extending import spoken
from lms.catalog.library import outline, page
from lms.catalog.models import Course
from lms.foundation.audit import audit_aside, note_look
from lms.foundation.database import db
from lms.foundation.errors import NotFound
from lms.foundation.language import Sentence, say
from lms.identity import queries as identity
from lms.web.access import ensure

NOT_YOURS = say("Lini masa ini untuk yang mengerjakan, dan pengampu kursusnya.")
NAMELESS = say(
    "Esai pengerjaan ini dinilai tanpa nama. Lini masanya terbuka bagi penilai setelah nilainya "
    "diumumkan."
)


@dataclass(frozen=True)
class Event:
    at: datetime
    text: Sentence
    note: Sentence | str | None = None


@bp.get("/attempts/<uuid:attempt_id>/timeline")
def timeline(attempt_id: UUID) -> ResponseReturnValue:
    sitting = queries.sitting(attempt_id)
    course = db.session.get_one(Course, sitting.course_id)
    may_see = policies.may_see_timeline(sitting, course, current_user.id)
    if not may_see and current_user.agency_id != course.agency_id:
        raise NotFound
    nameless = policies.is_nameless(sitting, course, current_user.id)
    ensure(may_see, NAMELESS if nameless else NOT_YOURS)
    own = sitting.person_id == current_user.id
    if not own:
        _note_reading(sitting)
    saves = queries.saves(attempt_id)
    given = queries.extensions(sitting.enrolment_id, sitting.module_slug)
    return render_template(
        "assessment/timeline.html",
        sitting=sitting,
        quiz=Quiz.of(page(sitting.document_digest).facts),
        outline=outline(sitting.revision_id),
        own=own,
        name=identity.names([sitting.person_id])[sitting.person_id],
        events=_events(sitting, saves, given),
        times=pace(sitting.started_at, saves),
    )


def _note_reading(sitting: Sitting) -> None:
    actor, agency = current_user.id, sitting.agency_id
    audit_aside("read-timeline", "attempt", sitting.id, actor_id=actor, agency_id=agency)
    note_look("timeline", ("person", sitting.person_id), actor_id=actor, agency_id=agency)


def _events(sitting: Sitting, saves: list[Save], given: list[Extended]) -> list[Event]:
    found = [Event(sitting.started_at, say("Dimulai"))]
    for each in saves:
        found += _of_save(each)
    found += [_of_extension(each) for each in given if _is_during(each, sitting)]
    found.sort(key=lambda it: it.at)
    if sitting.submitted_at:
        by_time = sitting.submitted_by == SubmittedBy.TIME
        text = say("Dikirim sendiri ketika waktu habis") if by_time else say("Dikirim peserta")
        found.append(Event(sitting.submitted_at, text))
    return found


def _of_save(save: Save) -> list[Event]:
    place, device = save.place, say("Perangkat %(n)d", n=save.device)
    told = [Event(save.first_at, say("Soal %(n)d disimpan", n=place), device)]
    if save.last_at != save.first_at:
        told.append(Event(save.last_at, say("Soal %(n)d disimpan terakhir", n=place), device))
    if save.unsure:
        told.append(Event(save.last_at, say("Soal %(n)d ditandai ragu", n=place), device))
    if save.checked_at:
        told.append(Event(save.checked_at, say("Soal %(n)d diperiksa", n=place), device))
    return told


def _is_during(given: Extended, sitting: Sitting) -> bool:
    until = sitting.submitted_at
    return given.given_at >= sitting.started_at and (until is None or given.given_at <= until)


def _of_extension(given: Extended) -> Event:
    text = say("Perpanjangan dicabut") if given.withdrawn else say("Perpanjangan diberikan")
    return Event(given.given_at, text, spoken(given) or None)

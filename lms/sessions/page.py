"""The page of a meeting: when and where, a place at it, and whether one was there."""

from collections.abc import Mapping
from typing import Any

from flask import make_response, render_template
from flask.typing import ResponseReturnValue

from lms.catalog.kinds import Kind, Standing
from lms.catalog.library import Module, page
from lms.foundation import clock
from lms.foundation.errors import Refusal
from lms.foundation.language import Sentence, say
from lms.learning.queries import Visit, requirement
from lms.sessions import policies, queries
from lms.sessions.meeting import moment_of
from lms.sessions.place import NAME, Place, place_of
from lms.web.shown import moment, zone


def show(visit: Visit, module: Module) -> ResponseReturnValue:
    return render(place_of(visit, module))


def render(place: Place, refused: Refusal | None = None, typed: str = "") -> ResponseReturnValue:
    """The page; `refused` is what was asked for and could not be done, said beside its form."""
    visit, module, meeting = place.visit, place.module, place.meeting
    course_id, enrolment_id = visit.outline.course_id, visit.enrolment_id or 0
    taken = queries.seats_taken(course_id, module.slug) if meeting.places else 0
    html = render_template(
        "sessions/meeting.html",
        place=place,
        visit=visit,
        outline=visit.outline,
        module=module,
        meeting=meeting,
        body=page(module.digest).html,
        requirement=requirement(visit, module),
        told=queries.told(enrolment_id, course_id, module.slug),
        seat=queries.seat(enrolment_id, module.slug),
        left=max(0, meeting.places - taken) if meeting.places else None,
        may_take=policies.may_take_place(visit, meeting, clock.now()),
        may_attend=policies.may_attend(visit, meeting, clock.now()),
        now=clock.now(),
        refused=refused.sentence if refused else None,
        typed=typed,
    )
    return make_response(html, refused.status if refused else 200)


def demand(facts: Mapping[str, Any], standing: Standing | None) -> tuple[Sentence, Sentence | None]:
    """What a meeting asks, and what has been reached of it."""
    text = say("Hadiri “%(title)s”", title=facts["title"])
    if standing and standing.done_at:
        return text, None
    if moment_of(facts["ends"]) <= clock.now():
        return text, say("Sudah berlangsung; kehadiran Anda belum tercatat")
    return text, say("Belum hadir")


def when(facts: Mapping[str, Any]) -> Sentence:
    """When it begins, to who weighs whether to enrol."""
    starts = moment_of(facts["starts"])
    return say("%(moment)s %(zone)s", moment=moment(starts), zone=zone(starts))


KIND = Kind(NAME, say("Pertemuan"), say("Lihat jadwal"), demand, show, when)

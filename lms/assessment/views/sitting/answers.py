"""Saving one answer: by a script while it is given, or by the page's form."""

import json
from datetime import datetime
from uuid import UUID

from flask import Response, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from lms.assessment import actions, policies, queries
from lms.assessment.actions import LEFT
from lms.assessment.marking.by_type import is_empty
from lms.assessment.marking.worth import ESSAY
from lms.assessment.paper import shown
from lms.assessment.paper.answers import Given, is_long, read, too_long
from lms.assessment.paper.looks import LOOKS, Look
from lms.assessment.queries import Sitting
from lms.assessment.rules import Feedback, Quiz
from lms.assessment.views.blueprint import bp
from lms.assessment.views.sitting.asking import question_page
from lms.assessment.views.sitting.finding import own_sitting
from lms.assessment.views.sitting.typed import Misplaced, typed
from lms.catalog.library import outline, page, question
from lms.foundation import clock
from lms.foundation.errors import Invalid, NotFound
from lms.foundation.language import say
from lms.web.access import ensure
from lms.web.transaction import writes_late

LARGEST = 250_000  # bytes of one answer, as JSON may write the letters of an essay
LARGEST_PLACE = 10_000  # no paper is as long; a larger number might be none to a database
FORM = "form"  # the device of a page without scripts


@bp.put("/attempts/<uuid:attempt_id>/answers/<int:place>")
@writes_late
def put_answer(attempt_id: UUID, place: int) -> ResponseReturnValue:
    """Answers only when the answer is on disk; sent again, it answers what is kept."""
    given = read(_sent())
    _ensure_fits(attempt_id, place, given)
    kept = _keep(attempt_id, place, given)
    if kept is None:  # one more question tells a replay from a refusal
        held = queries.held(current_user.id, attempt_id, place, given.device)
        kept = held.acknowledged(given.counter)
        if kept is None:
            ensure(policies.may_take(held.state), LEFT)
            raise actions.refusal(held)
    return Response(acknowledgement(*kept), content_type="application/json")


def _sent() -> object:
    if (request.content_length or 0) > LARGEST:
        raise Invalid(say("Jawaban ini terlalu panjang untuk disimpan."))
    try:
        return json.loads(request.get_data())
    except (ValueError, RecursionError):
        raise Invalid(say("Kiriman ini bukan JSON yang utuh. Muat ulang halaman.")) from None


def _ensure_fits(attempt_id: UUID, place: int, given: Given) -> None:
    """Raises Invalid for a long answer to what is no essay; others cost no look at the paper."""
    if is_long(given.value):
        drawn = own_sitting(attempt_id).drawn[place - 1 : place]
        if place and drawn and question(drawn[0]["digest"]).type != ESSAY:
            raise too_long()


def _keep(
    attempt_id: UUID, place: int, given: Given, *, check: bool = False
) -> tuple[int, datetime] | None:
    if not 0 < place < LARGEST_PLACE:
        raise NotFound
    return actions.save_answer(current_user.id, attempt_id, place, given, check=check)


def acknowledgement(counter: int, saved_at: datetime) -> bytes:
    """What the page is told of an answer that is kept; it reads the hour out as the agency's."""
    spoken = clock.local(saved_at).isoformat(timespec="seconds")
    return f'{{"counter": {counter}, "saved_at": "{spoken}"}}'.encode()


@bp.post("/attempts/<uuid:attempt_id>/answers/<int:place>")
@writes_late
def post_answer(attempt_id: UUID, place: int) -> ResponseReturnValue:
    """The form of a question's page: save what is on the screen, then go where it says."""
    sitting = own_sitting(attempt_id)
    ensure(policies.may_take(sitting.state), LEFT)
    if not 0 < place <= sitting.length:
        raise NotFound
    try:
        given = _typed(sitting, place)
    except Misplaced as refused:
        return _given_back(sitting, place, refused)
    _ensure_fits(attempt_id, place, given)
    check = request.form.get("to") == "check" and _may_check(sitting, given)
    if check or not _is_untouched(given, _look(sitting, place)):
        _keep_or_say_why_not(attempt_id, place, given, check=check)
    return redirect(_onward(sitting, place, request.form.get("to", "next")))


def _may_check(sitting: Sitting, given: Given) -> bool:
    """Where feedback is told at once, and there is an answer to tell it on."""
    at_once = Quiz.of(page(sitting.document_digest).facts).feedback == Feedback.AT_ONCE
    empty = is_empty(given.value["answer"])
    if at_once and empty:
        flash(str(say("Jawab dulu soal ini, lalu periksa.")), "warning")
    return at_once and not empty


def _typed(sitting: Sitting, place: int) -> Given:
    """What the form holds; answer.js stamps it as the device's own where it was sent already."""
    form = request.form
    answer = typed(_look(sitting, place).answer, form)
    counter = form.get("counter", "")
    stamped = bool(form.get("device"))
    return read(
        {
            "value": {"answer": answer, "unsure": form.get("unsure") == "1"},
            "device": form["device"] if stamped else FORM,
            "counter": _number(counter) if stamped else _next_counter(sitting, place),
            "client_time": form.get("client_time"),
        }
    )


def _look(sitting: Sitting, place: int) -> Look:
    return LOOKS[question(sitting.drawn[place - 1]["digest"]).type]


def _given_back(sitting: Sitting, place: int, refused: Misplaced) -> ResponseReturnValue:
    """The page once more with what was typed, which nothing keeps yet."""
    kept = queries.answers(sitting.id)
    asked = shown.shown(sitting, place, kept.get(place))
    unsure = request.form.get("unsure") == "1"
    why, positions = str(refused.sentence), refused.positions
    again = shown.misplaced(sitting, asked, why, positions, unsure=unsure)
    return question_page(sitting, again, kept), refused.status


def _next_counter(sitting: Sitting, place: int) -> int:
    """Pages without scripts count nothing, and the clocks of several servers differ."""
    held = queries.held(current_user.id, sitting.id, place, FORM)
    return (held.counter or 0) + 1


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 20 else None


def _is_untouched(given: Given, look: Look) -> bool:
    """Whether the page shows what it began with; then no other device's answer is written over."""
    was = request.form.get("was")
    return request.form.get("saved") == "1" or was == shown.as_sent(given.value, look)


def _keep_or_say_why_not(attempt_id: UUID, place: int, given: Given, *, check: bool) -> None:
    if _keep(attempt_id, place, given, check=check):
        return
    held = queries.held(current_user.id, attempt_id, place, given.device)
    if not held.acknowledged(given.counter):
        flash(str(actions.refusal(held).sentence), "warning")


def _onward(sitting: Sitting, place: int, to: str) -> str:
    if to == "leave":
        return _away(sitting)
    steps = {"prev": place - 1, "next": place + 1}
    target = steps.get(to, _number(to) or place)
    if to == "finish" or target > sitting.length:
        return url_for("assessment.submission", attempt_id=sitting.id)
    return url_for("assessment.question", attempt_id=sitting.id, place=max(1, target))


def _away(sitting: Sitting) -> str:
    if sitting.deadline_at and sitting.submitted_at is None:
        hour = clock.local(sitting.deadline_at).strftime("%H.%M")
        flash(str(say("Jawaban tersimpan. Waktu kuis terus berjalan sampai %(hour)s.", hour=hour)))
    return url_for("learning.course", slug=outline(sitting.revision_id).course_slug)

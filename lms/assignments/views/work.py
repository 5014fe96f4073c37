"""Typing written work and handing it in: /courses/<slug>/<module>/draft and …/submissions."""

from typing import Any

from flask import Blueprint, flash, redirect, request
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import RequestEntityTooLarge

from lms.assignments import actions
from lms.assignments.drafts import Diverged, Save, Typed
from lms.assignments.forms import WorkForm, save_of
from lms.assignments.views.page import Place, both, find, refused
from lms.foundation import clock, uploads
from lms.foundation.database import start_writing
from lms.foundation.errors import Conflict, Invalid
from lms.foundation.language import say
from lms.web import errors
from lms.web.access import ensure
from lms.web.shown import second
from lms.web.transaction import writes_late

bp = Blueprint("assignment", __name__)
LARGEST_REQUEST = 16 * 2**20  # three files and their text


@bp.url_value_preprocessor
def _room_for_files(endpoint: str | None, values: dict[str, Any] | None) -> None:
    # The first thing that a request meets: the check of its token already reads the body.
    request.max_content_length = LARGEST_REQUEST


@bp.errorhandler(RequestEntityTooLarge)
def _too_large(_: RequestEntityTooLarge) -> ResponseReturnValue:
    return errors.page(
        413,
        say(
            "Kiriman ini lebih dari 16 MB, jadi tidak diterima dan lampirannya tidak tersimpan. "
            "Draf tulisan Anda tetap ada. Kembali ke halaman tadi, lalu pilih berkas yang paling "
            "besar 5 MB."
        ),
    )


@bp.put("/courses/<slug>/<module_slug>/draft")
@writes_late
def save_draft(slug: str, module_slug: str) -> ResponseReturnValue:
    """What a script sends while a person types: {text, base, device, counter}."""
    place = find(slug, module_slug)
    ensure(place.visit.enrolled, actions.NOT_ENROLLED)
    asked = _asked_by_script()
    try:
        typed = _keep(place, asked)
    except Diverged as refusal:
        body = {**_problem(refusal), **_told(refusal.typed), "text": refusal.typed.text}
        return body, 409, {"Content-Type": "application/problem+json"}
    return {**_told(typed), "counter": max(asked.counter, typed.counter)}


def _asked_by_script() -> Save:
    body = request.get_json(silent=True)
    given = body if isinstance(body, dict) else {}
    inside = given.get("value")  # the outbox sends what it keeps under this name
    return save_of(given | (inside if isinstance(inside, dict) else {}))


def _problem(refusal: Diverged) -> dict[str, Any]:
    title = str(errors.TITLES[refusal.status])
    detail = str(refusal.sentence)
    return {"type": "about:blank", "title": title, "status": refusal.status, "detail": detail}


def _told(typed: Typed) -> dict[str, Any]:
    saved_at = clock.local(typed.saved_at).isoformat() if typed.saved_at else None
    return {"version": typed.version, "saved_at": saved_at}


def _keep(place: Place, asked: Save) -> Typed:
    closed = actions.closed_because(place.work.latest)
    if not place.rules.grouping:
        return actions.save_draft(place.work.enrolment_id, place.module.slug, asked, closed)
    if place.work.group is None:
        raise Conflict(actions.NO_GROUP)
    return actions.save_group_draft(place.work.group.id, place.work.person_id, asked, closed)


@bp.post("/courses/<slug>/<module_slug>/draft")
@writes_late
def keep_draft(slug: str, module_slug: str) -> ResponseReturnValue:
    """The button that saves a draft without scripts."""
    place = find(slug, module_slug)
    ensure(place.visit.enrolled, actions.NOT_ENROLLED)
    form = WorkForm()
    try:
        typed = _keep(place, form.asked)
    except Diverged as refusal:
        return both(place, form, refusal)
    if typed.saved_at:
        flash(str(say("Draf tersimpan pukul %(hour)s.", hour=second(typed.saved_at))))
    return redirect(place.address("tulisan"))


@bp.post("/courses/<slug>/<module_slug>/submissions")
@writes_late
def hand_in(slug: str, module_slug: str) -> ResponseReturnValue:
    """Before anything else is looked at, the text is kept as a draft."""
    place = find(slug, module_slug)
    ensure(place.visit.enrolled, actions.NOT_ENROLLED)
    form = WorkForm()
    if form.submission_id in {each.id for each in place.work.sent}:
        return redirect(place.address())  # the second of two clicks
    actions.ensure_open(place.work.latest)
    try:
        typed = _keep(place, form.asked)
    except Diverged as refusal:
        return both(place, form, refusal)
    chosen = _checked(place, form)
    if form.errors:
        return refused(place, form, typed)
    _hand_in(place, form, chosen)
    flash(str(say("Terkirim. Umpan balik mentor akan tampil di halaman ini dan di Bimbingan.")))
    return redirect(place.address())


def _checked(place: Place, form: WorkForm) -> list[uploads.Upload]:
    fault = place.rules.fault_of(form.asked.text)
    if fault:
        form.take(Invalid(fault, {"text": fault}))
    chosen = form.judged(place.rules)
    if form.errors and chosen:
        again = say("Pilih lagi lampirannya; berkas tidak ikut tersimpan sebagai draf.")
        form.take(Invalid(again, {"files": again}))
    return chosen


def _hand_in(place: Place, form: WorkForm, chosen: list[uploads.Upload]) -> None:
    stored = [uploads.keep(each) for each in chosen]
    given = actions.Handed(form.submission_id, form.asked.text, stored)
    start_writing()
    if place.rules.grouping:
        actions.hand_in_together(place.visit, place.module, given, place.rules.grouping)
    else:
        actions.hand_in(place.visit, place.module, given)

"""Taking a place at a meeting, giving it back, and taking its time along to a calendar."""

from datetime import UTC
from urllib.parse import urlsplit

from flask import current_app, flash, redirect
from flask.typing import ResponseReturnValue

from lms.foundation import clock
from lms.foundation.errors import Conflict
from lms.foundation.language import say
from lms.sessions import actions, policies
from lms.sessions.page import render
from lms.sessions.place import find
from lms.sessions.shown import calendar_file
from lms.sessions.views.blueprint import bp
from lms.web.access import ensure
from lms.web.downloads import attachment

NOT_NOW = say("Tempat hanya dapat diambil atau dilepas peserta kursus, sebelum pertemuan dimulai.")
NOT_IN = say("Daftar dulu di kursus ini untuk melihat pertemuannya.")


@bp.post("/courses/<slug>/<module_slug>/place-taken")
def take(slug: str, module_slug: str) -> ResponseReturnValue:
    place = find(slug, module_slug)
    ensure(policies.may_take_place(place.visit, place.meeting, clock.now()), NOT_NOW)
    try:
        actions.take_place(place.visit.enrolment_id or 0, place.module.slug, place.meeting)
    except Conflict as full:
        return render(place, full)
    flash(str(say("Tempat Anda tersimpan.")))
    return redirect(place.address)


@bp.post("/courses/<slug>/<module_slug>/place-returned")
def give_back(slug: str, module_slug: str) -> ResponseReturnValue:
    place = find(slug, module_slug)
    ensure(policies.may_take_place(place.visit, place.meeting, clock.now()), NOT_NOW)
    actions.give_place_back(place.visit.enrolment_id or 0, place.module.slug)
    flash(str(say("Tempat Anda dilepas untuk orang lain.")))
    return redirect(place.address)


@bp.get("/courses/<slug>/<module_slug>/calendar")
def calendar(slug: str, module_slug: str) -> ResponseReturnValue:
    place = find(slug, module_slug)
    ensure(place.visit.enrolled, NOT_IN)
    meeting, base = place.meeting, current_app.config["SETTINGS"].base_url
    name = f"{slug}-{place.module.slug}"
    body = calendar_file(
        {
            "uid": f"{name}@{urlsplit(base).hostname}",
            "summary": f"{place.module.title} ({place.visit.outline.title})",
            "dtstart": meeting.starts.astimezone(UTC),
            "dtend": meeting.ends.astimezone(UTC),
            "location": meeting.place or meeting.address,
            "url": f"{base}{place.address}",
        }
    )
    return attachment(body, f"{name}.ics", "text/calendar; charset=utf-8")

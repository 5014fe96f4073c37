"""The list of a meeting: who is expected, who was there, taking that back, the same as a file."""

from itertools import chain
from typing import Any

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from lms.foundation import clock
from lms.foundation.errors import Conflict, Invalid
from lms.foundation.language import say
from lms.foundation.spreadsheets import csv_text
from lms.learning.queries import led_by
from lms.sessions import actions, policies, queries
from lms.sessions.actions import Said
from lms.sessions.place import find_desk
from lms.sessions.queries import PAGE, Looked
from lms.sessions.shown import COLUMNS, line
from lms.sessions.views.blueprint import bp
from lms.web.access import ensure
from lms.web.downloads import attachment
from lms.web.paging import page_asked

ROOT = "/courses/<slug>/<module_slug>/attendance"
NOT_LEADING = say("Daftar hadir hanya untuk pengampu dan penyelenggara kursus ini.")
OWN = say("Kehadiran Anda sendiri dicatat dengan kode di layar, atau oleh pengampu lain.")
LONGEST_WORDS = 100
CHOICES = {"present": True, "absent": False, "unknown": None}


@bp.get("/meetings")
def index() -> ResponseReturnValue:
    ensure(policies.may_lead_any(current_user.id), NOT_LEADING)
    found = queries.meetings(led_by(current_user.id))
    return render_template("sessions/index.html", meetings=found, now=clock.now())


@bp.get(f"{ROOT}/list")
def attendance(slug: str, module_slug: str) -> ResponseReturnValue:
    desk = find_desk(slug, module_slug)
    ensure(policies.may_lead(desk.course, current_user.id), NOT_LEADING)
    words = " ".join(request.args.get("q", "")[:LONGEST_WORDS].split())
    number = page_asked()
    people, total = queries.list_expected(
        desk.scope, Looked(desk.course.id, desk.module.slug, words, number)
    )
    return render_template(
        "sessions/attendance.html",
        desk=desk,
        people=people,
        total=total,
        present=queries.count_present(desk.scope, desk.course.id, desk.module.slug),
        words=words,
        page=number,
        pages=max(1, -(-total // PAGE)),
        has_begun=desk.meeting.has_begun(clock.now()),
        me=current_user.id,
    )


@bp.post(f"{ROOT}/list/<int:enrolment_id>")
def mark(slug: str, module_slug: str, enrolment_id: int) -> ResponseReturnValue:
    desk = find_desk(slug, module_slug)
    ensure(policies.may_lead(desk.course, current_user.id), NOT_LEADING)
    person = queries.expected(desk.scope, desk.course.id, desk.module.slug, enrolment_id)
    ensure(policies.may_mark(person.person_id, current_user.id), OWN)
    chosen = request.form.get("said", "")
    if chosen not in CHOICES:
        raise Invalid(say("Pilih hadir, tidak hadir, atau batalkan."))
    if not desk.meeting.has_begun(clock.now()):
        raise Conflict(say("Pertemuan ini belum dimulai, jadi belum ada yang hadir."))
    actions.mark(enrolment_id, desk.module.slug, Said(CHOICES[chosen], current_user.id))
    return redirect(_back(desk.keys, enrolment_id))


def _back(keys: dict[str, Any], enrolment_id: int) -> str:
    """To the same people, at the one who was marked."""
    words, number = request.args.get("q") or None, request.args.get("page", type=int)
    anchor = f"peserta-{enrolment_id}"
    return url_for("sessions.attendance", **keys, q=words, page=number, _anchor=anchor)


@bp.get(f"{ROOT}/export")
def export(slug: str, module_slug: str) -> ResponseReturnValue:
    """Everybody on the list; that names were taken out is noted."""
    desk = find_desk(slug, module_slug)
    ensure(policies.may_lead(desk.course, current_user.id), NOT_LEADING)
    people, _ = queries.list_expected(desk.scope, Looked(desk.course.id, desk.module.slug))
    lines = chain([COLUMNS], (line(person) for person in people))
    text = csv_text(lines, bom=request.args.get("bom") == "1")
    subject = f"{desk.course.slug}/{desk.module.slug}"
    actions.note_export(current_user.id, current_user.agency_id, subject)
    name = f"hadir-{desk.course.slug}-{desk.module.slug}-{clock.today()}.csv"
    return attachment(text, name)

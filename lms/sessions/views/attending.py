"""Saying that one is there: by scanning the code on the screen, or by typing it."""

from flask import current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from lms.catalog import queries as catalog
from lms.foundation import clock
from lms.foundation.errors import Conflict, NotFound
from lms.foundation.language import Sentence, say
from lms.learning import queries as learning
from lms.learning.models import Enrolment, EnrolmentState
from lms.sessions import actions, code, policies
from lms.sessions.actions import Said
from lms.sessions.models import Means
from lms.sessions.page import render
from lms.sessions.place import Place, find, lock_of
from lms.sessions.views.blueprint import bp
from lms.web.access import ensure, public

ROOT = "/courses/<slug>/<module_slug>/attendance"
COOKIE = "scan"
RUN_OUT = say("Kode ini sudah berganti. Pindai atau ketik kode yang sekarang ada di layar.")
NOT_IN = say("Kehadiran dicatat untuk peserta kursus. Daftar dulu di kursus ini.")
NOT_NOW = say("Kehadiran dicatat dengan kode selama pertemuan berlangsung saja.")


@bp.get(ROOT)
@public
def scanned(slug: str, module_slug: str) -> ResponseReturnValue:
    """Where the picture on the screen leads; who scanned it in time may sign in at leisure.

    The browser that scanned keeps a mark of it, which cannot be passed on like an address.
    """
    here = url_for("sessions.scanned", slug=slug, module_slug=module_slug)
    given = request.args.get("code", "")
    if not given:
        return _asked(slug, module_slug)
    response = redirect(here)
    lock = _lock(slug, module_slug)
    if lock and code.accepts(lock, given, clock.now()):
        response.set_cookie(
            COOKIE,
            code.scan_of(lock, clock.now()),
            max_age=code.SCAN_HOLDS_FOR,
            path=here,
            secure=current_app.config["SETTINGS"].secure,
            httponly=True,
            samesite="Lax",
        )
    return response


def _lock(slug: str, module_slug: str) -> code.Lock | None:
    """Nothing for a course that there is not: strangers are not told which there are."""
    try:
        return lock_of(catalog.course(slug).id, module_slug)
    except NotFound:
        return None


def _asked(slug: str, module_slug: str) -> ResponseReturnValue:
    """Once more, by a button: an address that is opened changes nothing."""
    if not current_user.is_authenticated:
        flash(str(say("Silakan masuk; setelah itu kehadiran Anda dapat dicatat.")), "info")
        return redirect(url_for("identity.sign_in", next=request.path))
    place = find(slug, module_slug)
    ensure(place.visit.enrolled, NOT_IN)
    if not _has_scanned(place):
        return render(place, Conflict(RUN_OUT))
    return render_template("sessions/scanned.html", place=place)


def _has_scanned(place: Place) -> bool:
    lock = lock_of(place.visit.outline.course_id, place.module.slug)
    return code.holds(lock, request.cookies.get(COOKIE, ""), clock.now())


@bp.post(ROOT)
def attend(slug: str, module_slug: str) -> ResponseReturnValue:
    place = find(slug, module_slug)
    ensure(place.visit.enrolled, NOT_IN)
    ensure(policies.may_attend(place.visit, place.meeting, clock.now()), NOT_NOW)
    given = request.form.get("code", "")
    lock = lock_of(place.visit.outline.course_id, place.module.slug)
    if not (code.accepts(lock, given, clock.now()) or _has_scanned(place)):
        return render(place, Conflict(RUN_OUT), given[:50])
    said = Said(True, current_user.id, Means.CODE)
    if actions.mark(place.visit.enrolment_id or 0, place.module.slug, said):
        flash(str(_noted(learning.enrolment(place.visit.enrolment_id or 0))))
    else:
        flash(str(say("Kehadiran Anda sudah tercatat sebelumnya.")), "info")
    response = redirect(place.address)
    response.delete_cookie(COOKIE, path=request.path)
    return response


def _noted(enrolment: Enrolment) -> Sentence:
    """The last thing that a course asked may have been this."""
    if enrolment.state == EnrolmentState.COMPLETED:
        return say("Kehadiran Anda tercatat, dan kursus ini selesai.")
    return say("Kehadiran Anda tercatat.")

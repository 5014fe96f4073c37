"""Sending the answers of a survey: /courses/<slug>/<module>/reply."""

from flask import flash, redirect, request
from flask.typing import ResponseReturnValue

from lms.evaluation import actions
from lms.evaluation.answers import answered
from lms.evaluation.page import find, render
from lms.evaluation.views.blueprint import bp
from lms.foundation.language import say
from lms.web.access import ensure


@bp.post("/courses/<slug>/<module_slug>/reply")
def send(slug: str, module_slug: str) -> ResponseReturnValue:
    """What was typed comes back with the page where something is missing."""
    place = find(slug, module_slug)
    ensure(place.visit.enrolled, say("Daftar dulu di kursus ini untuk mengisi surveinya."))
    filled = place.filled(request.form)
    if any(field.fault for field in filled):
        return render(place, filled, refused=True), 422
    actions.send_reply(place.visit, place.module, answered(filled))
    if place.reply:  # the page itself thanks for the first one
        flash(str(say("Perubahan jawaban Anda tersimpan.")))
    return redirect(place.address)

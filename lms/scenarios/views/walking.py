"""Beginning a scenario, choosing, going back."""

from flask import redirect, request
from flask.typing import ResponseReturnValue

from lms.foundation.errors import Conflict
from lms.foundation.language import say
from lms.scenarios import actions, policies
from lms.scenarios.page import render
from lms.scenarios.place import Place, find
from lms.scenarios.views.blueprint import bp
from lms.web.access import ensure

NOT_IN = say("Daftar dulu di kursus ini untuk menjalaninya.")
NOWHERE = -1  # what no scene and no walk has


@bp.post("/courses/<slug>/<module_slug>/walks")
def begin(slug: str, module_slug: str) -> ResponseReturnValue:
    place = find(slug, module_slug)
    ensure(policies.may_walk(place.visit), NOT_IN)
    try:
        actions.begin(place.enrolment_id, place.module.slug, place.module.digest)
    except Conflict as refused:
        return render(place, refused)
    return _onward(place)


@bp.post("/courses/<slug>/<module_slug>/moves")
def choose(slug: str, module_slug: str) -> ResponseReturnValue:
    place = find(slug, module_slug)
    ensure(policies.may_walk(place.visit), NOT_IN)
    choice = request.form.get("choice", NOWHERE, type=int)
    try:
        actions.choose(place.enrolment_id, place.module.slug, _at(), choice)
    except Conflict as refused:
        return render(place, refused)
    return _onward(place)


@bp.post("/courses/<slug>/<module_slug>/returns")
def go_back(slug: str, module_slug: str) -> ResponseReturnValue:
    place = find(slug, module_slug)
    ensure(policies.may_walk(place.visit), NOT_IN)
    try:
        actions.go_back(place.enrolment_id, place.module.slug, _at())
    except Conflict as refused:
        return render(place, refused)
    return _onward(place)


def _at() -> int:
    """The move that the page was about to make."""
    return request.form.get("at", NOWHERE, type=int)


def _onward(place: Place) -> ResponseReturnValue:
    return redirect(f"{place.address}#adegan")

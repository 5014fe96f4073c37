"""Every version of what a group typed, for its members."""

from flask import render_template, request
from flask.typing import ResponseReturnValue

from lms.assignments import queries
from lms.assignments.views.grouping import ROOT, bp
from lms.assignments.views.page import find
from lms.foundation.errors import NotFound
from lms.foundation.language import say
from lms.web.access import ensure


@bp.get(f"{ROOT}/own/texts")
def texts(slug: str, module_slug: str) -> ResponseReturnValue:
    place = find(slug, module_slug)
    ensure(place.visit.enrolled, say("Daftar dulu di kursus ini untuk mengerjakan tugasnya."))
    group = place.work.group
    if group is None:
        raise NotFound
    found = queries.versions(group.id)
    wanted = request.args.get("version", found[0].version if found else 0, type=int)
    text = queries.text_of(group.id, wanted)
    if text is None and found:
        raise NotFound
    return render_template(
        "assignments/texts.html",
        place=place,
        outline=place.visit.outline,
        module=place.module,
        group=group,
        versions=found,
        wanted=wanted,
        text=text or "",
    )

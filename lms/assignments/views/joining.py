"""Joining a group, making one, leaving it: for those who write."""

from flask import redirect, request
from flask.typing import ResponseReturnValue

from lms.assignments import actions, policies
from lms.assignments.forms import WorkForm
from lms.assignments.rules import Grouping
from lms.assignments.views.grouping import ROOT, bp
from lms.assignments.views.page import Place, find, refused_because
from lms.foundation.errors import Conflict, Invalid, NotFound
from lms.foundation.language import say
from lms.learning.queries import enrolment
from lms.web.access import ensure

NOT_YOURS = say("Kelompok untuk tugas ini dibentuk pengampu kursus.")


def _grouping(place: Place) -> Grouping:
    if place.rules.grouping is None:
        raise NotFound
    return place.rules.grouping


@bp.post(f"{ROOT}/own")
def join(slug: str, module_slug: str) -> ResponseReturnValue:
    """One that is there, or a new one of the name that was typed."""
    place = find(slug, module_slug)
    grouping, own = _grouping(place), place.work.enrolment_id
    ensure(policies.may_choose_group(place.work, grouping), NOT_YOURS)
    group_id = request.form.get("group", 0, type=int)
    try:
        if not group_id:
            run_id, name = enrolment(own).run_id, request.form.get("name", "")
            group_id = actions.make_group(run_id, place.module.slug, name).id
        actions.join(group_id, own, place.module.slug, grouping)
    except (Conflict, Invalid) as refused:
        return refused_because(place, WorkForm.begun(place.work.draft), refused)
    return redirect(place.address())


@bp.post(f"{ROOT}/own/departure")
def leave(slug: str, module_slug: str) -> ResponseReturnValue:
    place = find(slug, module_slug)
    ensure(policies.may_choose_group(place.work, _grouping(place)), NOT_YOURS)
    if place.work.group:
        try:
            actions.leave(place.work.group.id, place.work.enrolment_id)
        except (Conflict, Invalid) as refused:
            return refused_because(place, WorkForm.begun(place.work.draft), refused)
    return redirect(place.address())

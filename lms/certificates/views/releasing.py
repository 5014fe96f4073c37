"""Completions that wait for their certificates: choose many, look again, release."""

from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from lms.certificates import actions, policies, queries
from lms.certificates.preview import next_number
from lms.certificates.views.blueprint import NOT_ISSUING, bp
from lms.foundation.language import say
from lms.identity.queries import Scope
from lms.web.access import ensure
from lms.web.paging import page_asked

RELEASE = "release"


@bp.get("/certificates/release")
def waiting() -> ResponseReturnValue:
    ensure(policies.may_issue(current_user.agency_id, current_user.id), NOT_ISSUING)
    scope, me = _scope(), current_user.id
    course_id = request.args.get("course", type=int)
    courses = queries.waiting_courses(scope, me)
    total = sum(each.many for each in courses if course_id in {None, each.course_id})
    pages = max(1, -(-total // queries.WAITING_PAGE))
    page = page_asked(pages)
    return render_template(
        "certificates/waiting.html",
        rows=queries.list_waiting(scope, course_id, me, page),
        courses={each.course_id: each.title for each in courses},
        course_id=course_id,
        page=page,
        pages=pages,
        total=total,
        chosen="all" in request.args,
        number=next_number(current_user.agency_id),
    )


@bp.post("/certificates/release")
def release() -> ResponseReturnValue:
    """First asks once more; the second time it issues."""
    ensure(policies.may_issue(current_user.agency_id, current_user.id), NOT_ISSUING)
    chosen = request.form.getlist("completion", type=UUID)
    if not chosen:
        flash(str(say("Belum ada yang dipilih.")), "warn")
        return redirect(url_for("certificates.waiting"))
    if request.form.get("do") != RELEASE:
        number = next_number(current_user.agency_id)
        return render_template("certificates/releasing.html", chosen=chosen, number=number)
    made = actions.release(_scope(), chosen, current_user.id)
    flash(str(say("%(num)d sertifikat terbit.", num=len(made))))
    return redirect(url_for("certificates.waiting"))


def _scope() -> Scope:
    """Runs of the officer's own agency."""
    return Scope(agencies=frozenset({current_user.agency_id}))

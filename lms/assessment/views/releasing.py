"""Letting the marks of a quiz out, after a look at how many papers are complete."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import ngettext
from flask_login import current_user

from lms.assessment import actions, policies, queries
from lms.assessment.queries import Unreleased
from lms.assessment.views.blueprint import bp
from lms.foundation.errors import NotFound
from lms.foundation.language import say
from lms.learning.queries import known_course, led_by
from lms.web.access import ensure

ADDRESS = "/marking/quizzes/<slug>/<module_slug>"
NOT_LEADING = say("Hanya pengampu dan penyelenggara kursus ini yang dapat mengumumkan nilainya.")
NOTHING = say("Tidak ada nilai kuis ini yang menunggu diumumkan.")


def _find(slug: str, module_slug: str) -> Unreleased:
    """Raises NotFound for a quiz of which nobody waits for marks."""
    for each in queries.unreleased(led_by(current_user.id)):
        if (each.course_slug, each.module_slug) == (slug, module_slug):
            return each
    raise NotFound(NOTHING)


@bp.get(ADDRESS)
def releasing(slug: str, module_slug: str) -> ResponseReturnValue:
    ensure(
        policies.may_lead(
            known_course(slug, current_user.id, current_user.agency_id), current_user.id
        ),
        NOT_LEADING,
    )
    return render_template("assessment/marking/releasing.html", waiting=_find(slug, module_slug))


@bp.post(ADDRESS)
def release(slug: str, module_slug: str) -> ResponseReturnValue:
    course = known_course(slug, current_user.id, current_user.agency_id)
    ensure(policies.may_lead(course, current_user.id), NOT_LEADING)
    papers = actions.release_complete(course.id, module_slug, current_user.id)
    if papers:
        flash(ngettext("Nilai %(num)s orang diumumkan.", "Nilai %(num)s orang diumumkan.", papers))
    else:
        flash(str(say("Tidak ada nilai lengkap yang belum diumumkan.")), "warning")
    return redirect(url_for("assessment.marking"))

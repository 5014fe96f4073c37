"""The quizzes that somebody leads, with what can be done at each."""

from flask import render_template
from flask.typing import ResponseReturnValue
from flask_login import current_user

from lms.assessment import policies, queries
from lms.assessment.views.blueprint import bp
from lms.foundation.language import say
from lms.learning.queries import led_by
from lms.web.access import ensure

NOT_LEADING = say("Halaman ini untuk pengampu dan penyelenggara kursus.")


@bp.get("/quizzes")
def quizzes() -> ResponseReturnValue:
    ensure(policies.may_lead_any(current_user.id), NOT_LEADING)
    found = queries.quizzes(led_by(current_user.id), with_archived=True)
    return render_template("assessment/quizzes.html", quizzes=found)

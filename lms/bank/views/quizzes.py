"""Whether the bank fills what quizzes draw from it."""

from flask import render_template
from flask.typing import ResponseReturnValue
from flask_login import current_user

from lms.assessment.queries import supply
from lms.bank import policies, queries
from lms.bank.views.blueprint import bp
from lms.bank.views.finding import NOT_YOURS
from lms.web.access import ensure


@bp.get("/bank/blueprint")
def supplies() -> ResponseReturnValue:
    reach = queries.reach_of(current_user.id)
    ensure(policies.may_use_bank(reach), NOT_YOURS)
    found = [(each, supply(each.document_digest)) for each in queries.quizzes(reach)]
    return render_template("bank/supplies.html", quizzes=found)


@bp.get("/bank/blueprint/<course_slug>/<module_slug>")
def one_supply(course_slug: str, module_slug: str) -> ResponseReturnValue:
    reach = queries.reach_of(current_user.id)
    ensure(policies.may_use_bank(reach), NOT_YOURS)
    quiz = queries.quiz(reach, course_slug, module_slug)
    return render_template("bank/supply.html", quiz=quiz, supply=supply(quiz.document_digest))

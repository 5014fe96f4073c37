"""Letting somebody go from a course, also after the last day on which they may go themselves."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from lms.assessment.policies import may_lead
from lms.foundation.errors import Invalid
from lms.foundation.language import say
from lms.learning import actions, policies
from lms.learning import queries as learning
from lms.teaching import queries
from lms.teaching.forms import WithdrawalForm
from lms.teaching.views.blueprint import NOT_LEADING, ROOT, bp, find
from lms.web.access import ensure


@bp.route(f"{ROOT}/people/<int:enrolment_id>/withdrawal", methods=["GET", "POST"])
def withdrawal(slug: str, enrolment_id: int) -> ResponseReturnValue:
    led = find(slug)
    ensure(may_lead(led.course, current_user.id), NOT_LEADING)
    person = queries.participant(led.scope, led.outline, enrolment_id)
    held, form = learning.enrolment(enrolment_id), WithdrawalForm()
    ensure(
        policies.may_let_go(held, current_user.id),
        say("Orang ini ditugaskan, tidak lagi mengikuti kursus ini, atau Anda sendiri."),
    )
    if form.validate_on_submit():
        try:
            actions.withdraw(held, current_user.id, form.reason.data or "")
        except Invalid as refusal:
            form.take(refusal)
        else:
            flash(
                str(say("Pengunduran diri dicatat, dan tempatnya menjadi milik orang berikutnya."))
            )
            return redirect(url_for("teaching.people", slug=slug))
    page = render_template("teaching/withdrawal.html", course=led.course, person=person, form=form)
    return page, 422 if form.errors else 200

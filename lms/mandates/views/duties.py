"""One person's duty, as who keeps its mandate looks at it: excused, due later, and undone."""

from collections.abc import Callable

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from lms.foundation.errors import Invalid
from lms.foundation.language import Sentence, say
from lms.mandates import actions, policies, queries
from lms.mandates.forms import PostponeForm, ReasonForm
from lms.mandates.queries import DutyOf
from lms.mandates.views.blueprint import NOT_YOURS, bp, find, scope
from lms.web.access import ensure


@bp.get("/mandates/duties/<int:duty_id>")
def duty(duty_id: int) -> ResponseReturnValue:
    within, found = scope(), queries.duty(duty_id)
    ensure(policies.may_keep(within, find(found.mandate_id)), NOT_YOURS)
    return _page(found, ReasonForm(prefix="exempt"), PostponeForm.begun(found.due_on))


@bp.post("/mandates/duties/<int:duty_id>/exemption")
def exempt(duty_id: int) -> ResponseReturnValue:
    within, found = scope(), queries.duty(duty_id)
    ensure(policies.may_keep(within, find(found.mandate_id)), NOT_YOURS)
    form = ReasonForm(prefix="exempt")
    return _done(
        found,
        form,
        lambda: actions.exempt(found.id, current_user.id, form.reason.data or ""),
        say("Dibebaskan. Orang ini tidak lagi diingatkan; pendaftarannya tetap ada."),
    )


@bp.post("/mandates/duties/<int:duty_id>/exemption/undoing")
def oblige_again(duty_id: int) -> ResponseReturnValue:
    within, found = scope(), queries.duty(duty_id)
    ensure(policies.may_keep(within, find(found.mandate_id)), NOT_YOURS)
    actions.oblige_again(found.id, current_user.id)
    flash(str(say("Pembebasan dibatalkan. Kewajibannya berlaku lagi.")))
    return redirect(url_for("mandates.duty", duty_id=found.id))


@bp.post("/mandates/duties/<int:duty_id>/due")
def postpone(duty_id: int) -> ResponseReturnValue:
    within, found = scope(), queries.duty(duty_id)
    ensure(policies.may_keep(within, find(found.mandate_id)), NOT_YOURS)
    form = PostponeForm()
    why, day = form.reason, form.due_on
    return _done(
        found,
        form,
        lambda: actions.postpone(
            found.id, day.data or found.due_on, current_user.id, why.data or ""
        ),
        say("Tenggat orang ini sudah diubah."),
    )


def _done(
    found: DutyOf, form: ReasonForm, act: Callable[[], None], said: Sentence
) -> ResponseReturnValue:
    """The act, and back to the duty; what was refused is shown in its form."""
    if form.validate_on_submit():
        try:
            act()
        except Invalid as refusal:
            form.take(refusal)
        else:
            flash(str(said))
            return redirect(url_for("mandates.duty", duty_id=found.id))
    later = isinstance(form, PostponeForm)
    excused = ReasonForm(prefix="exempt", formdata=None) if later else form
    day = form if later else PostponeForm(formdata=None, data={"due_on": found.due_on})
    return _page(found, excused, day), 422


def _page(found: DutyOf, excused: ReasonForm, later: ReasonForm) -> str:
    return render_template(
        "mandates/duty.html",
        duty=found,
        steps=queries.duty_steps(found.id),
        excused=excused,
        later=later,
    )

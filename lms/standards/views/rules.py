"""The rules of JP: what holds, what held, what shall hold, and who proposed and agreed."""

from uuid import UUID

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from lms.foundation import clock
from lms.foundation.database import AnyRow
from lms.foundation.errors import NotFound
from lms.foundation.language import say
from lms.standards import actions, policies, queries
from lms.standards.forms import AnswerForm, ChangeForm
from lms.standards.models import RuleChange
from lms.standards.views.blueprint import NOT_ONE, NOT_RULING, answered, bp, proposed
from lms.web.access import ensure, signed_in
from lms.web.errors import lead_back
from lms.web.forms import form_key


@bp.get("/jp-rules")
@signed_in
def rules() -> ResponseReturnValue:
    return render_template(
        "standards/rules.html",
        rules=queries.rules_on(clock.today()),
        waiting=queries.waiting_changes(),
        proposes=policies.may_propose(current_user.id),
        names=queries.form_names(),
        today=clock.today(),
    )


@bp.get("/jp-rules/<int:form_code>")
@signed_in
def rule(form_code: int) -> ResponseReturnValue:
    name = _name(form_code)
    return render_template(
        "standards/rule.html",
        code=form_code,
        name=name,
        rules=queries.rules_of(form_code),
        changes=queries.changes_among(RuleChange.form_code == form_code),
        proposes=policies.may_propose(current_user.id),
        today=clock.today(),
    )


def _name(form_code: int) -> str:
    """Raises NotFound for a form that there is not."""
    lead_back(url_for("standards.rules"), say("Kembali ke aturan JP"))
    found = queries.form_names().get(form_code)
    if found is None:
        raise NotFound
    return found


@bp.route("/jp-rules/<int:form_code>/change", methods=["GET", "POST"])
def propose(form_code: int) -> ResponseReturnValue:
    name = _name(form_code)
    ensure(policies.may_propose(current_user.id), NOT_RULING)
    held = {code: rule for code, _, rule in queries.rules_on(clock.today())}
    form = ChangeForm.begun(held.get(form_code))

    def send() -> str:
        by, agency_id = current_user.id, queries.ruling_agency(current_user.id) or 0
        key, wish = form_key(form.id), form.wish(form_code)
        change = actions.propose(key, by, agency_id, wish, form.reason.data or "")
        return url_for("standards.change", change_id=change.id)

    if (led := proposed(form, send)) is not None:
        return led
    page = render_template("standards/propose.html", form=form, code=form_code, name=name)
    return page, 422 if form.errors else 200


@bp.route("/jp-rules/changes/<uuid:change_id>", methods=["GET", "POST"])
def change(change_id: UUID) -> ResponseReturnValue:
    found = queries.rule_change(change_id)
    form = AnswerForm()
    if form.is_submitted():
        ensure(policies.may_answer(current_user.id, found), NOT_ONE)
        wrong = answered(change_id, form, actions.agree, actions.refuse)
        if wrong:
            return _page(found, form, wrong)
        return redirect(url_for("standards.change", change_id=change_id))
    ensure(policies.may_propose(current_user.id), NOT_RULING)
    return _page(found, form)


def _page(found: AnyRow, form: AnswerForm, status: int = 200) -> ResponseReturnValue:
    lead_back(url_for("standards.rules"), say("Kembali ke aturan JP"))
    older = (it for it in queries.rules_of(found.form_code) if it.since < found.since)
    page = render_template(
        "standards/change.html",
        change=found,
        form=form,
        name=queries.form_names()[found.form_code],
        before=next(older, None),
        answers=found.end is None and policies.may_answer(current_user.id, found),
        withdraws=found.end is None and policies.may_withdraw(current_user.id, found),
    )
    return page, status


@bp.post("/jp-rules/changes/<uuid:change_id>/withdrawal")
def withdraw(change_id: UUID) -> ResponseReturnValue:
    found = queries.rule_change(change_id)
    ensure(policies.may_withdraw(current_user.id, found), NOT_ONE)
    actions.withdraw(change_id, current_user.id)
    return redirect(url_for("standards.change", change_id=change_id))

"""The parts of the index of professionalism: what they ask of posts, and changes to that."""

from uuid import UUID

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from lms.foundation import clock
from lms.foundation.database import AnyRow
from lms.foundation.errors import NotFound
from lms.foundation.language import say
from lms.identity.models import PostLevel
from lms.standards import actions, policies, queries
from lms.standards.forms import AnswerForm, PartForm
from lms.standards.models import PartChange
from lms.standards.views.blueprint import NOT_ONE, NOT_RULING, answered, bp, proposed
from lms.web.access import ensure, signed_in
from lms.web.errors import lead_back
from lms.web.forms import form_key


@bp.get("/index-rules")
@signed_in
def parts() -> ResponseReturnValue:
    return render_template(
        "standards/parts.html",
        parts=queries.parts_on(clock.today()),
        waiting=queries.waiting_changes(PartChange),
        proposes=policies.may_propose(current_user.id),
    )


@bp.get("/index-rules/<level>/<name>")
@signed_in
def part(level: str, name: str) -> ResponseReturnValue:
    of = _level(level, name)
    return render_template(
        "standards/part.html",
        level=of,
        name=name,
        rules=queries.parts_of(of, name),
        changes=queries.part_changes(of, name),
        proposes=policies.may_propose(current_user.id),
        today=clock.today(),
    )


def _level(level: str, name: str) -> PostLevel:
    """Raises NotFound for a part or a level that there is not."""
    lead_back(url_for("standards.parts"), say("Kembali ke aturan IP ASN"))
    if name not in queries.PART_NAMES or level not in set(PostLevel):
        raise NotFound
    return PostLevel(level)


@bp.route("/index-rules/<level>/<name>/change", methods=["GET", "POST"])
def propose_part(level: str, name: str) -> ResponseReturnValue:
    of = _level(level, name)
    ensure(policies.may_propose(current_user.id), NOT_RULING)
    alike = queries.levels_alike(of, name, clock.today())
    form = PartForm.begun(queries.parts_on(clock.today())[of, name], alike)

    def send() -> str:
        by, agency_id = current_user.id, queries.ruling_agency(current_user.id) or 0
        key, wish = form_key(form.id), form.wish(name)
        change = actions.propose_part(key, by, agency_id, wish, form.reason.data or "")
        return url_for("standards.part_change", change_id=change.id)

    if (led := proposed(form, send)) is not None:
        return led
    page = render_template("standards/propose_part.html", form=form, level=of, name=name)
    return page, 422 if form.errors else 200


@bp.route("/index-rules/changes/<uuid:change_id>", methods=["GET", "POST"])
def part_change(change_id: UUID) -> ResponseReturnValue:
    found = queries.part_change(change_id)
    form = AnswerForm()
    if request.method == "POST":
        ensure(policies.may_answer(current_user.id, found), NOT_ONE)
        wrong = answered(change_id, form, actions.agree_part, actions.refuse_part)
        if wrong:
            return _page(found, form, wrong)
        return redirect(url_for("standards.part_change", change_id=change_id))
    ensure(policies.may_propose(current_user.id), NOT_RULING)
    return _page(found, form)


def _page(found: AnyRow, form: AnswerForm, status: int = 200) -> ResponseReturnValue:
    lead_back(url_for("standards.parts"), say("Kembali ke aturan IP ASN"))
    page = render_template(
        "standards/part_change.html",
        change=found,
        form=form,
        before=_before(found),
        sums=queries.sums_after(found),
        answers=found.end is None and policies.may_answer(current_user.id, found),
        withdraws=found.end is None and policies.may_withdraw(current_user.id, found),
    )
    return page, status


def _before(found: AnyRow) -> list[tuple[str, object]]:
    """Each level with what held before the day of the change, or nothing."""
    every = ((level, queries.parts_of(PostLevel(level), found.name)) for level in found.levels)
    return [
        (level, next((it for it in held if it.since < found.since), None)) for level, held in every
    ]


@bp.post("/index-rules/changes/<uuid:change_id>/withdrawal")
def withdraw_part(change_id: UUID) -> ResponseReturnValue:
    found = queries.part_change(change_id)
    ensure(policies.may_withdraw(current_user.id, found), NOT_ONE)
    actions.withdraw_part(change_id, current_user.id)
    return redirect(url_for("standards.part_change", change_id=change_id))

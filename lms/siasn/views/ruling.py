"""By what SIASN knows the agency, its forms of development and its courses."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from lms.foundation import clock
from lms.foundation.errors import Invalid, NotFound
from lms.foundation.language import say
from lms.records.queries.siasn import STRUCTURAL
from lms.siasn import actions, policies, queries, reaching
from lms.siasn.forms import AgencyForm, CourseForm, KindForm
from lms.siasn.views.blueprint import NOT_YOURS, bp, is_on, keeping, rules_today
from lms.web.access import ensure

SAVED = say("Disimpan; berlaku bagi pengiriman sejak sekarang.")


@bp.route("/siasn/settings", methods=["GET", "POST"])
def settings() -> ResponseReturnValue:
    agency_id = keeping()
    ensure(policies.may_send(agency_id, current_user.id), NOT_YOURS)
    form = AgencyForm(obj=queries.agency_rule(agency_id))
    if form.validate_on_submit():
        try:
            actions.set_agency(agency_id, form.draft(), current_user.id)
        except Invalid as refusal:
            form.take(refusal)
        else:
            flash(str(SAVED))
            return redirect(url_for("siasn.settings"))
    rules = rules_today(agency_id)
    page = render_template(
        "siasn/settings.html",
        form=form,
        rules=rules,
        forms=[each for each in queries.forms() if each.code != STRUCTURAL],
        courses=queries.courses(agency_id),
        on=is_on(agency_id),
        unset=reaching.unset(),
    )
    return page, 422 if form.errors else 200


@bp.route("/siasn/settings/forms/<int:form_code>", methods=["GET", "POST"])
def kind(form_code: int) -> ResponseReturnValue:
    agency_id = keeping()
    ensure(policies.may_send(agency_id, current_user.id), NOT_YOURS)
    one = next((each for each in queries.forms() if each.code == form_code), None)
    if one is None or form_code == STRUCTURAL:
        raise NotFound
    rule = rules_today(agency_id).forms.get(form_code)
    form = KindForm(
        type_code=rule.type_code if rule else one.code,
        letter=rule.letter if rule else one.certificate_letter,
        since=clock.today(),
    )
    if form.validate_on_submit():
        try:
            actions.set_form(agency_id, form.draft(form_code), current_user.id)
        except Invalid as refusal:
            form.take(refusal)
        else:
            flash(str(SAVED))
            return redirect(url_for("siasn.settings"))
    page = render_template("siasn/kind.html", form=form, one=one, source=one.source)
    return page, 422 if form.errors else 200


@bp.route("/siasn/settings/courses/<int:course_id>", methods=["GET", "POST"])
def course(course_id: int) -> ResponseReturnValue:
    agency_id = keeping()
    ensure(policies.may_send(agency_id, current_user.id), NOT_YOURS)
    one = next((it for it in queries.courses(agency_id) if it.course_id == course_id), None)
    if one is None:
        raise NotFound
    form = CourseForm(obj=queries.course_rules(agency_id).get(course_id))
    if form.validate_on_submit():
        code, text = form.type_code.data, (form.structural_id.data or "").strip()
        try:
            actions.set_course(agency_id, course_id, code, text, current_user.id)
        except Invalid as refusal:
            form.take(refusal)
        else:
            flash(str(SAVED))
            return redirect(url_for("siasn.settings"))
    structural = one.form_code == STRUCTURAL
    page = render_template("siasn/course.html", form=form, one=one, structural=structural)
    return page, 422 if form.errors else 200

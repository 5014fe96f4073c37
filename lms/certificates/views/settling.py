"""How an agency issues: its numbers, its signers, and which courses issue at once."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from lms.certificates import actions, numbers, policies, queries
from lms.certificates.forms import DecisionForm, NumberingForm, SignersForm
from lms.certificates.models import Numbering
from lms.certificates.preview import number_by
from lms.certificates.views.blueprint import NOT_ISSUING, bp
from lms.foundation import clock
from lms.foundation.errors import Invalid, NotFound
from lms.foundation.language import say
from lms.web.access import ensure

TRY = "try"


@bp.get("/certificates/settings")
def settings() -> ResponseReturnValue:
    ensure(policies.may_issue(current_user.agency_id, current_user.id), NOT_ISSUING)
    return _page(_numbering_form(), _signers_form())


@bp.post("/certificates/settings/numbering")
def set_numbering() -> ResponseReturnValue:
    """Or only tried: then the number is shown that it would give."""
    ensure(policies.may_issue(current_user.agency_id, current_user.id), NOT_ISSUING)
    form = NumberingForm()
    if form.validate_on_submit():
        draft = form.draft()
        if request.form.get("do") == TRY and not numbers.faults_of(draft.pattern):
            tried = Numbering(agency_id=current_user.agency_id, **vars(draft))
            return _page(form, _signers_form(), number_by(tried, current_user.agency_id))
        try:
            actions.set_numbering(current_user.agency_id, draft, current_user.id)
        except Invalid as refusal:
            form.take(refusal)
        else:
            flash(str(say("Pola nomor disimpan. Yang sudah terbit tetap bernomor seperti semula.")))
            return redirect(url_for("certificates.settings"))
    return _page(form, _signers_form()), 422


@bp.post("/certificates/settings/signers")
def set_signers() -> ResponseReturnValue:
    ensure(policies.may_issue(current_user.agency_id, current_user.id), NOT_ISSUING)
    form = SignersForm()
    if form.validate_on_submit():
        try:
            told = (current_user.agency_id, form.day, form.signers())
            actions.set_signers(*told, current_user.id)
        except Invalid as refusal:
            form.take(refusal)
        else:
            flash(str(say("Penanda tangan disimpan.")))
            return redirect(url_for("certificates.settings"))
    return _page(_numbering_form(), form), 422


@bp.route("/certificates/settings/courses/<int:course_id>", methods=["GET", "POST"])
def decide(course_id: int) -> ResponseReturnValue:
    """At once by a letter, or after release."""
    ensure(policies.may_issue(current_user.agency_id, current_user.id), NOT_ISSUING)
    held = [each for each in queries.courses_of(current_user.agency_id) if each.id == course_id]
    if not held:
        raise NotFound
    form = DecisionForm(number=held[0].number, decided_on=held[0].decided_on)
    if form.validate_on_submit():
        number = "" if request.form.get("do") == "release" else (form.number.data or "").strip()
        try:
            _decide(course_id, form, number)
        except Invalid as refusal:
            form.take(refusal)
        else:
            flash(str(say("Cara terbit disimpan; berlaku bagi penyelesaian sejak sekarang.")))
            return redirect(url_for("certificates.settings"))
    page = render_template("certificates/decision.html", form=form, course=held[0])
    return page, 422 if form.errors else 200


def _decide(course_id: int, form: DecisionForm, number: str) -> None:
    if not number and request.form.get("do") != "release":
        fault = say("Isi nomor keputusan yang menjadi dasar terbit seketika.")
        raise Invalid(fault, {"number": fault})
    told = (current_user.agency_id, course_id, current_user.id)
    actions.decide(*told, number, form.decided_on.data)


def _numbering_form() -> NumberingForm:
    held = next(iter(queries.numberings(current_user.agency_id)), None)
    return NumberingForm(
        formdata=None,
        pattern=held.pattern if held else numbers.DEFAULT,
        classification=held.classification if held else "",
        office=held.office if held else "",
        place=held.place if held else "",
        since=clock.today(),
    )


def _signers_form() -> SignersForm:
    held = next(iter(queries.signings(current_user.agency_id)), None)
    told = {
        f"{name}_{n}": value
        for n, signer in enumerate(held.signers if held else [], 1)
        for name, value in signer.items()
    }
    return SignersForm(formdata=None, signers_since=clock.today(), **told)


def _page(numbering: NumberingForm, signers: SignersForm, number: str = "") -> str:
    agency_id = current_user.agency_id
    return render_template(
        "certificates/settings.html",
        numbering=numbering,
        signers=signers,
        number=number,
        numberings=[(each, number_by(each, agency_id)) for each in queries.numberings(agency_id)],
        signings=queries.signings(agency_id),
        courses=queries.courses_of(agency_id),
        today=clock.today(),
    )

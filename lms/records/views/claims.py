"""Training that a person did elsewhere: sent with its proof, mended, withdrawn."""

from uuid import UUID

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from lms.foundation.audit import audit_aside
from lms.foundation.database import start_writing
from lms.foundation.errors import Conflict, Invalid, NotFound
from lms.foundation.files import store
from lms.foundation.language import say
from lms.foundation.uploads import Stored
from lms.records import actions, policies, queries
from lms.records.forms import ClaimForm, kept_name
from lms.records.models import Claim
from lms.records.views.blueprint import bp
from lms.standards.queries import form_names
from lms.web.access import ensure, signed_in
from lms.web.downloads import strange
from lms.web.errors import lead_back
from lms.web.forms import SelectChoice
from lms.web.transaction import writes_late

NOT_OPEN = say("Yang sudah dijawab atau ditarik tidak dapat diubah lagi.")
NOT_NOW = say("Pelatihan di luar dicatat oleh pegawai yang bekerja di salah satu instansi.")


def find_own(claim_id: UUID) -> Claim:
    """Raises NotFound for what is not one's own."""
    lead_back(url_for("records.transcript"), say("Kembali ke rapor"))
    found = queries.claim(claim_id)
    if found.person_id != current_user.id:
        raise NotFound
    return found


@bp.route("/transcript/elsewhere/new", methods=["GET", "POST"])
@writes_late
def new_claim() -> ResponseReturnValue:
    ensure(current_user.agency_id is not None, NOT_NOW)
    form = _form()
    if not form.is_submitted():
        return _page(form)
    right = form.validate()
    proof = form.take_proof(current_user.id, needed=True)
    if not right or proof is None:
        return _page(form)
    return _sent(form, proof)


def _sent(form: ClaimForm, proof: Stored) -> ResponseReturnValue:
    claim_id, by, agency_id = form.claim_id, current_user.id, current_user.agency_id
    start_writing()
    try:
        actions.send_claim(claim_id, by, agency_id, form.draft, proof)
    except (Invalid, Conflict) as refusal:
        return _page(form, refusal)
    flash(str(say("Terkirim. Petugas BKD instansi Anda akan memeriksanya.")))
    return redirect(url_for("records.own_claim", claim_id=claim_id))


@bp.get("/transcript/elsewhere/<uuid:claim_id>")
@signed_in
def own_claim(claim_id: UUID) -> ResponseReturnValue:
    claim = find_own(claim_id)
    return render_template(
        "records/claims/own.html",
        claim=claim,
        form_name=form_names().get(claim.form_code),
        steps=queries.claim_steps(claim_id),
        alike=queries.alike(claim),
        changeable=policies.may_change_claim(current_user.id, claim),
    )


@bp.route("/transcript/elsewhere/<uuid:claim_id>/mending", methods=["GET", "POST"])
@writes_late
def mend_claim(claim_id: UUID) -> ResponseReturnValue:
    claim = find_own(claim_id)
    ensure(policies.may_change_claim(current_user.id, claim), NOT_OPEN)
    form = _form(claim)
    if not form.is_submitted():
        return _page(form, claim=claim)
    right = form.validate()
    proof = form.take_proof(current_user.id, needed=False)
    if not right or form.proof.errors:
        return _page(form, claim=claim)
    start_writing()
    try:
        actions.mend_claim(claim_id, current_user.id, form.draft, proof)
    except (Invalid, Conflict) as refusal:
        return _page(form, refusal, claim)
    flash(str(say("Terkirim lagi. Petugas BKD instansi Anda akan memeriksanya.")))
    return redirect(url_for("records.own_claim", claim_id=claim_id))


@bp.post("/transcript/elsewhere/<uuid:claim_id>/withdrawal")
def withdraw_claim(claim_id: UUID) -> ResponseReturnValue:
    claim = find_own(claim_id)
    ensure(policies.may_withdraw_claim(current_user.id, claim), NOT_OPEN)
    actions.withdraw_claim(claim_id, current_user.id)
    flash(str(say("Ditarik. Pelatihan itu tidak akan dihitung.")))
    return redirect(url_for("records.own_claim", claim_id=claim_id))


@bp.get("/elsewhere/<uuid:claim_id>/proof")
@signed_in
def claim_proof(claim_id: UUID) -> ResponseReturnValue:
    """A file goes out as an attachment only; who looks at another's proof is noted."""
    claim = queries.claim(claim_id)
    if not policies.may_know_claim(current_user.id, claim):
        raise NotFound
    if claim.person_id != current_user.id:
        owner = {"agency_id": claim.agency_id, "person": claim.person_id}
        audit_aside("opened-proof", "claim", claim.id, actor_id=current_user.id, **owner)
    return strange(store().get(claim.proof_digest), claim.proof_name, claim.proof_type)


def _form(claim: Claim | None = None) -> ClaimForm:
    form = ClaimForm.begun(claim)
    form.form_code.choices = [SelectChoice(*each) for each in form_names().items()]
    return form


def _page(
    form: ClaimForm, refusal: Invalid | Conflict | None = None, claim: Claim | None = None
) -> ResponseReturnValue:
    if isinstance(refusal, Invalid):
        form.take(refusal)
    elif refusal:
        form.form_errors.append(str(refusal.sentence))
    page = render_template(
        "records/claims/form.html",
        form=form,
        claim=claim,
        kept=kept_name(form, current_user.id) or (claim.proof_name if claim else None),
    )
    return page, refusal.status if refusal else 422 if form.errors else 200

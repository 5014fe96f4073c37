"""The desk of BKD officers: training done elsewhere that waits for their answer."""

from dataclasses import dataclass
from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from lms.foundation.errors import Invalid, NotFound
from lms.foundation.language import say
from lms.records import actions, policies, queries, sought
from lms.records.forms import ReasonForm, VerdictForm
from lms.records.models import Claim, ClaimState
from lms.records.queries import CLAIM_SORTS, CLAIMS_PAGE, ClaimsWanted
from lms.records.sought import Sought
from lms.records.views.blueprint import bp
from lms.standards.queries import form_names
from lms.web.access import ensure
from lms.web.errors import lead_back

NOT_OFFICER = say("Halaman ini untuk petugas BKD, dan hanya bagi pegawai instansinya.")
NOT_OWN = say("Pelatihan Anda sendiri diperiksa oleh petugas lain.")
ALL = "all"


@dataclass(frozen=True)
class Queue(Sought):
    state: str = ClaimState.WAITING
    sort: str = "sent"

    @property
    def wanted(self) -> ClaimsWanted:
        return ClaimsWanted(self.words, None if self.state == ALL else ClaimState(self.state))


@bp.get("/register/elsewhere")
def claims() -> ResponseReturnValue:
    scope = queries.claims_kept_by(current_user.id)
    ensure(policies.may_verify_any(scope), NOT_OFFICER)
    lead_back(url_for("records.claims"), say("Kembali ke antrean"))
    given = request.args
    state = sought.one_of(given, "state", {*ClaimState, ALL}, ClaimState.WAITING)
    queue = Queue(sought.words(given), sought.order(given, CLAIM_SORTS, "sent"), state=state)
    total = queries.list_claims_size(scope, queue.wanted)
    page, pages = sought.page(given, total, CLAIMS_PAGE)
    return render_template(
        "records/claims/queue.html",
        queue=queue,
        rows=queries.list_claims(scope, queue.wanted, queue.column, page, down=queue.down),
        total=total,
        page=page,
        pages=pages,
        first=(page - 1) * CLAIMS_PAGE + 1,
        address=_address,
    )


def _address(queue: Queue) -> str:
    return url_for("records.claims", **queue.address())


def _find(claim_id: UUID) -> Claim:
    """Raises NotFound outside the officer's agency."""
    lead_back(url_for("records.claims"), say("Kembali ke antrean"))
    claim = queries.claim(claim_id)
    if not policies.keeps_claim(current_user.id, claim):
        raise NotFound
    return claim


@bp.get("/register/elsewhere/<uuid:claim_id>")
def claim(claim_id: UUID) -> ResponseReturnValue:
    found = _find(claim_id)
    ensure(policies.may_answer_claim(current_user.id, found), NOT_OWN)
    return _page(found, _offered(found))


@bp.post("/register/elsewhere/<uuid:claim_id>")
def answer_claim(claim_id: UUID) -> ResponseReturnValue:
    found = _find(claim_id)
    ensure(policies.may_answer_claim(current_user.id, found), NOT_OWN)
    form = VerdictForm()
    refuses = request.form.get("verdict") == "refuse"
    if refuses:
        form.jp.validators = []
    if not form.validate():
        return _page(found, form, 422)
    try:
        _answer(claim_id, form, refuses=refuses)
    except Invalid as refusal:
        form.take(refusal)
        return _page(found, form, refusal.status)
    said = say("Ditolak; pengirim membaca alasannya.") if refuses else say("Terverifikasi.")
    flash(str(said))
    return redirect(url_for("records.claims"))


def _answer(claim_id: UUID, form: VerdictForm, *, refuses: bool) -> None:
    by, version, why = current_user.id, form.version.data or 0, form.reason.data or ""
    if refuses:
        actions.refuse_claim(claim_id, by, version, why)
    else:
        actions.verify_claim(claim_id, by, version, form.jp.data or 0, why)


@bp.post("/register/elsewhere/<uuid:claim_id>/reversal")
def take_back_claim(claim_id: UUID) -> ResponseReturnValue:
    found = _find(claim_id)
    ensure(policies.may_answer_claim(current_user.id, found), NOT_OWN)
    form = ReasonForm()
    if not form.validate():
        return _page(found, form, 422)
    try:
        actions.take_back_claim(claim_id, current_user.id, form.reason.data or "")
    except Invalid as refusal:
        form.take(refusal)
        return _page(found, form, refusal.status)
    flash(str(say("Dibatalkan; JP-nya dikurangi lagi dari tahun itu.")))
    return redirect(url_for("records.claim", claim_id=claim_id))


def _offered(found: Claim) -> VerdictForm | ReasonForm:
    if found.state == ClaimState.WAITING:
        return VerdictForm(formdata=None, version=found.version, jp=_due(found))
    return ReasonForm(formdata=None)


def _due(found: Claim) -> int:
    try:
        return queries.claim_due(found)[0]
    except Invalid:
        return 0


def _page(found: Claim, form: VerdictForm | ReasonForm, status: int = 200) -> ResponseReturnValue:
    page = render_template(
        "records/claims/claim.html",
        claim=found,
        form=form,
        owner=queries.claimant(found.id),
        form_name=form_names().get(found.form_code),
        due=_due(found),
        steps=queries.claim_steps(found.id),
        alike=queries.alike(found),
        others=queries.others_alike(found),
    )
    return page, status

"""The room's blueprint, and how officers propose and answer changes of rules."""

from collections.abc import Callable
from uuid import UUID

from flask import Blueprint, flash, redirect, request
from flask.typing import ResponseReturnValue
from flask_login import current_user

from lms.foundation.errors import Invalid
from lms.foundation.language import say
from lms.standards import shown
from lms.standards.forms import AnswerForm
from lms.web.forms import Form

bp = Blueprint("standards", __name__)
shown.enter(bp)
NOT_RULING = say("Aturan JP diubah oleh petugas BKD provinsi.")
NOT_ONE = say("Usulan dijawab oleh petugas BKD provinsi yang lain daripada pengusulnya.")
PROPOSED = say("Usulan tersimpan; petugas BKD provinsi yang lain menyetujuinya.")
Act = Callable[[UUID, int, str], None]


def proposed(form: Form, propose: Callable[[], str]) -> ResponseReturnValue | None:
    """On to the address that `propose` answers; none where the form is to be shown (again)."""
    if not form.validate_on_submit():
        return None
    try:
        address = propose()
    except Invalid as refusal:
        form.take(refusal)
        if not refusal.fields:
            raise
        return None
    flash(str(PROPOSED))
    return redirect(address)


def answered(change_id: UUID, form: AnswerForm, agree: Act, refuse: Act) -> int:
    """Nothing, or the status of the page that tells what was wrong beside the reason."""
    try:
        if not form.validate():
            raise Invalid(say("Alasan paling panjang 1000 huruf."))  # noqa: TRY301  as an action
        act = refuse if request.form.get("verdict") == "refuse" else agree
        act(change_id, current_user.id, form.reason.data or "")
    except Invalid as refusal:
        form.take(Invalid(refusal.sentence, {"reason": refusal.sentence}))
        return refusal.status
    return 0

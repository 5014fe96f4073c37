"""The room's blueprint, and how an officer answers what another one proposed."""

from collections.abc import Callable
from uuid import UUID

from flask import Blueprint, request
from flask_login import current_user

from lms.foundation.errors import Invalid
from lms.foundation.language import say
from lms.standards import shown
from lms.standards.forms import AnswerForm

bp = Blueprint("standards", __name__)
shown.enter(bp)
NOT_RULING = say("Aturan JP diubah oleh petugas BKD provinsi.")
NOT_ONE = say("Usulan dijawab oleh petugas BKD provinsi yang lain daripada pengusulnya.")
Act = Callable[[UUID, int, str], None]


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

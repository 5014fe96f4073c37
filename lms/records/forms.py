"""What is sent to the register's pages."""

from typing import Any
from uuid import UUID, uuid4

from flask import current_app
from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileField
from itsdangerous import BadSignature, URLSafeSerializer
from werkzeug.datastructures import FileStorage
from wtforms import DateField, HiddenField, IntegerField, SelectField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, NumberRange

from lms.foundation import uploads
from lms.foundation.language import say
from lms.foundation.uploads import Stored
from lms.records.actions import Draft
from lms.records.models import Claim
from lms.web.forms import Form, form_key

PROOFS = ("application/pdf", "image/png", "image/jpeg", "image/webp")


class CheckForm(Form):
    file = FileField(_l("Berkas ekspor"))


class ClaimForm(Form):
    """A training done elsewhere; a proof that was sent with a form to mend is not asked again."""

    id = HiddenField()
    kept = HiddenField()  # that proof, signed, so that nobody names a file that is not theirs
    title = StringField(_l("Judul pelatihan"), [InputRequired(), Length(max=200)])
    organiser = StringField(_l("Penyelenggara"), [InputRequired(), Length(max=200)])
    form_code = SelectField(_l("Bentuk"), coerce=int)
    began_on = DateField(_l("Hari pertama"), [InputRequired()])
    ended_on = DateField(_l("Hari terakhir"), [InputRequired()])
    jp_stated = IntegerField(_l("JP menurut sertifikat"), [InputRequired()])
    number = StringField(_l("Nomor sertifikat"), [Length(max=100)])
    proof = FileField(_l("Bukti"))

    @classmethod
    def begun(cls, claim: Claim | None = None) -> "ClaimForm":
        form = cls(obj=claim)
        if not form.is_submitted():
            form.id.data = str(uuid4())
        return form

    @property
    def claim_id(self) -> UUID:
        return form_key(self.id)

    @property
    def draft(self) -> Draft:
        given = {name: self[name].data for name in Draft.__dataclass_fields__}
        texts = {name: " ".join(it.split()) for name, it in given.items() if isinstance(it, str)}
        return Draft(**given | texts)

    def take_proof(self, person_id: int, *, needed: bool) -> Stored | None:
        """The proof, kept already; what is wrong with it stands beside its field.

        It waits for the disk, so that this comes before the transaction.
        """
        file: Any = self.proof.data
        chosen = file if isinstance(file, FileStorage) and file.filename else None
        if chosen is None:
            before = _opened(self.kept.data, person_id)
            if needed and before is None:
                self._refuse(say("Pilih berkas sertifikat atau bukti lainnya."))
            return before
        judged = uploads.judge(chosen.filename or "", chosen.read(), PROOFS)
        chosen.close()
        if not isinstance(judged, uploads.Upload):
            self._refuse(judged)
            return None
        stored = uploads.keep(judged)
        self.kept.data = _signer().dumps([person_id, *vars(stored).values()])
        return stored

    def _refuse(self, sentence: object) -> None:
        self.proof.errors = [*self.proof.errors, str(sentence)]


def _signer() -> URLSafeSerializer:
    return URLSafeSerializer(str(current_app.secret_key), salt="proof")


def _opened(kept: str | None, person_id: int) -> Stored | None:
    """The proof of an earlier try of the same person; a changed one is none."""
    try:
        whose, *told = _signer().loads(kept or "")
    except BadSignature:
        return None
    return Stored(*told) if whose == person_id else None


def kept_name(form: ClaimForm, person_id: int) -> str | None:
    stored = _opened(form.kept.data, person_id)
    return stored.name if stored else None


class VerdictForm(Form):
    """An officer's answer to the version of a claim that they have seen."""

    version = IntegerField(validators=[InputRequired(), NumberRange(1)])
    jp = IntegerField(_l("JP yang dicatat"), [InputRequired()])
    reason = TextAreaField(_l("Alasan"), [Length(max=1000)])


class ReasonForm(Form):
    reason = TextAreaField(_l("Alasan"), [Length(max=1000)])

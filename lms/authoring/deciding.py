"""What authors and referees type on a manuscript's way to being published."""

from flask_babel import lazy_gettext as _l
from wtforms import Field, HiddenField, RadioField, TextAreaField
from wtforms.validators import InputRequired, Length, ValidationError

from lms.web.forms import Form, SelectChoice


class SubmissionForm(Form):
    note = TextAreaField(_l("Kata untuk penelaah"), [Length(max=1000)])


class DecisionForm(Form):
    verdict = RadioField(
        _l("Keputusan"),
        [InputRequired(_l("Pilih keputusan Anda."))],
        choices=[
            SelectChoice("approve", _l("Setujui: boleh terbit seperti adanya")),
            SelectChoice("return", _l("Kembalikan kepada penulisnya")),
        ],
    )
    note = TextAreaField(_l("Alasan atau pesan"), [Length(max=2000)])
    seal = HiddenField()

    def validate_note(self, field: Field) -> None:
        if self.verdict.data == "return" and not (field.data or "").strip():
            raise ValidationError(_l("Tulis apa yang perlu diperbaiki."))


class ReasonForm(Form):
    note = TextAreaField(_l("Alasan"), [InputRequired(), Length(max=1000)])

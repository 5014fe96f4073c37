"""What a person types to come in, and an administrator to let others in or keep them out."""

from flask_babel import lazy_gettext as _l
from wtforms import DateField, PasswordField, SelectField, StringField
from wtforms.validators import InputRequired, Length, Optional

from lms.foundation.errors import Invalid, Refusal
from lms.web.forms import Form


class SignInForm(Form):
    nip = StringField(_l("NIP atau NI PPPK"), [InputRequired(), Length(max=64)])
    password = PasswordField(_l("Kata sandi"), [InputRequired(), Length(max=200)])


class ResetRequestForm(Form):
    nip = StringField(_l("NIP atau NI PPPK"), [InputRequired(), Length(max=64)])


class NewPasswordForm(Form):
    password = PasswordField(_l("Kata sandi baru"), [InputRequired(), Length(max=200)])


class ChangePasswordForm(NewPasswordForm):
    present = PasswordField(_l("Kata sandi sekarang"), [InputRequired(), Length(max=200)])


class ActivationForm(NewPasswordForm):
    nip = StringField(_l("NIP atau NI PPPK"), [InputRequired(), Length(max=64)])
    code = StringField(_l("Kode aktivasi"), [InputRequired(), Length(max=40)])


class ReasonForm(Form):
    reason = StringField(_l("Dasar atau alasan"), [InputRequired(), Length(max=200)])


class RoleForm(Form):
    role = SelectField(_l("Peran"), [InputRequired()])
    place = SelectField(_l("Berlaku di"), [InputRequired()])
    since = DateField(_l("Mulai tanggal"), [InputRequired()])
    last = DateField(_l("Hari terakhir"), [Optional()])
    reason = StringField(_l("Dasar atau alasan"), [InputRequired(), Length(max=200)])

    def refuse(self, refusal: Refusal) -> None:
        """Beside the field that is at fault, or above the form where none is."""
        if isinstance(refusal, Invalid) and refusal.fields:
            self.take(refusal)
        else:
            self.form_errors = [str(refusal.sentence)]

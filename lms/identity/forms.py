"""What a person types to come in."""

from flask_babel import lazy_gettext as _l
from wtforms import PasswordField, StringField
from wtforms.validators import InputRequired, Length

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

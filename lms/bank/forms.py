"""Why a question is stopped or allowed again."""

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, TextAreaField
from wtforms.validators import InputRequired, Length

from lms.web.forms import Form


class ReasonForm(Form):
    reason = TextAreaField(_l("Alasan"), [InputRequired(), Length(max=1000)])
    only_this = BooleanField(_l("Hanya versi ini; versi yang diperbaiki boleh ditarik lagi"))

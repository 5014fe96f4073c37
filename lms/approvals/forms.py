"""What an answer says."""

from enum import StrEnum

from flask_babel import lazy_gettext as _l
from wtforms import TextAreaField

from lms.web.forms import Form


class Verdict(StrEnum):
    APPROVE = "approve"
    REFUSE = "refuse"


class AnswerForm(Form):
    reason = TextAreaField(_l("Alasan"))

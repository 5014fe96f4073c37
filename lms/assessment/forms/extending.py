"""What a leader types to give somebody more of a quiz."""

from flask import request
from flask_babel import lazy_gettext as _l
from wtforms import DateTimeLocalField, IntegerField, TextAreaField
from wtforms.validators import Optional

from lms.assessment.rules.extensions import Extra, Grounds
from lms.foundation import clock
from lms.foundation.text import plain_text
from lms.web.forms import Form


class ExtensionForm(Form):
    minutes = IntegerField(_l("Tambahan menit"), [Optional()])
    attempts = IntegerField(_l("Tambahan kesempatan"), [Optional()])
    closes = DateTimeLocalField(_l("Ditutup untuk orang ini"), [Optional()])
    reason = TextAreaField(_l("Alasan"))

    @property
    def extra(self) -> Extra:
        closes = self.closes.data
        return Extra(
            self.minutes.data or 0,
            self.attempts.data or 0,
            closes.replace(tzinfo=clock.Clock.zone) if closes else None,
        )

    def grounds(self, by: int) -> Grounds:
        return Grounds(plain_text(self.reason.data or "").strip(), by)

    @property
    def confirmed(self) -> bool:
        return request.form.get("confirmed") == "1"


class WithdrawalForm(Form):
    reason = TextAreaField(_l("Alasan"))

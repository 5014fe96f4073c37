"""What a leader types to give somebody more of a quiz."""

from flask import request
from flask_babel import lazy_gettext as _l
from wtforms import DateTimeLocalField, IntegerField, TextAreaField
from wtforms.validators import Optional

from lms.assessment.rules.extensions import Extra, Grounds
from lms.foundation import clock
from lms.foundation.text import plain_text
from lms.web.forms import Form

HOURS = ["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S"]  # as browsers write and read them


class ExtensionForm(Form):
    minutes = IntegerField(_l("Tambahan menit"), [Optional()])
    attempts = IntegerField(_l("Tambahan kesempatan"), [Optional()])
    closes = DateTimeLocalField(_l("Ditutup untuk orang ini"), [Optional()], format=HOURS)
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


def starting_from(now: Extra) -> ExtensionForm:
    """What is typed replaces what was given, so a form begins with what holds now."""
    if request.method == "POST":  # where only what was typed counts
        return ExtensionForm()
    held: dict[str, object] = {"minutes": now.minutes or None, "attempts": now.attempts or None}
    if now.closes_at and now.closes_at > clock.now():
        held["closes"] = clock.local(now.closes_at).replace(tzinfo=None)
    return ExtensionForm(data=held)


class WithdrawalForm(Form):
    reason = TextAreaField(_l("Alasan"))

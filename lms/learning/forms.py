"""Why people ask for a place; what they write in a discussion, and why a leader hides it."""

from uuid import uuid4

from flask import request
from flask_babel import lazy_gettext as _l
from wtforms import HiddenField, TextAreaField

from lms.learning.actions import Stamp
from lms.learning.models import ContributionDraft
from lms.web.forms import Form, form_key


class ApplicationForm(Form):
    reason = TextAreaField(_l("Alasan Anda"))


class ContributionForm(Form):
    key = HiddenField()
    base = HiddenField()  # where a script says what it goes on from; here the last save wins
    text = TextAreaField(_l("Tanggapan Anda"), id="contribution")

    @classmethod
    def begun(cls, draft: ContributionDraft | None) -> "ContributionForm":
        """An empty form with what was typed so far, under a key of its own."""
        form = cls(formdata=None)
        form.key.data, form.text.data = str(uuid4()), draft.text if draft else ""
        return form

    @property
    def sound_key(self) -> str:
        """Raises Invalid for a form that we did not make."""
        return str(form_key(self.key))

    @property
    def stamp(self) -> Stamp:
        """The script's own, of its last save before the form was sent; without a script none."""
        device = request.form.get("device", "")
        stamp = Stamp(device, request.form.get("counter", 0, type=int))
        return stamp if stamp.is_sound else Stamp()


class EditForm(Form):
    text = TextAreaField(_l("Tanggapan Anda"), id="contribution")


class HidingForm(Form):
    reason = TextAreaField(_l("Alasan"))

"""What a person types and attaches for an assignment, and what a script says for them."""

from typing import Any
from uuid import UUID, uuid4

from flask import request
from flask_babel import lazy_gettext as _l
from werkzeug.datastructures import FileStorage
from wtforms import HiddenField, MultipleFileField, TextAreaField

from lms.assignments.drafts import Save, Typed
from lms.assignments.rules import Assignment
from lms.foundation.errors import Invalid
from lms.foundation.language import say
from lms.foundation.text import plain_text
from lms.foundation.uploads import Upload, judge
from lms.web.forms import Form, form_key

LARGEST_NUMBER = 2**53  # what a script can count to
LONGEST_DEVICE = 64


class WorkForm(Form):
    id = HiddenField()
    base = HiddenField()
    text = TextAreaField(_l("Tulisan Anda"))
    files = MultipleFileField(_l("Lampiran"))

    @classmethod
    def begun(cls, typed: Typed) -> "WorkForm":
        """An empty form with what was typed so far, under an id of its own."""
        form = cls(formdata=None)
        form.id.data, form.text.data = str(uuid4()), typed.text
        form.base.data = str(typed.version)
        return form

    @property
    def submission_id(self) -> UUID:
        """Raises Invalid for a form that we did not make."""
        return form_key(self.id)

    @property
    def asked(self) -> Save:
        """What is to be kept; the stamp of a script, where there is one, comes with it."""
        given = {name: request.form.get(name, type=int) for name in ("base", "counter")}
        return save_of(
            {**given, "text": self.text.data or "", "device": request.form.get("device")}
        )

    def judged(self, rules: Assignment) -> list[Upload]:
        """The files that may be handed in; the others are named beside the field, with why."""
        chosen = [each for each in self.files.data or [] if isinstance(each, FileStorage)]
        answers = [judge(each.filename or "", each.read()) for each in chosen if each.filename]
        refused = [answer for answer in answers if not isinstance(answer, Upload)]
        if len(answers) > rules.files:
            refused.append(say("Paling banyak %(most)d lampiran.", most=rules.files))
        self.files.errors = [*self.files.errors, *map(str, refused)]
        return [answer for answer in answers if isinstance(answer, Upload)]


def save_of(given: dict[str, Any]) -> Save:
    """A save as it was given; raises Invalid where it is not one."""
    text, device = given.get("text"), given.get("device") or ""
    base, counter = given.get("base") or 0, given.get("counter") or 0
    fits = (
        isinstance(text, str)
        and isinstance(device, str)
        and len(device) <= LONGEST_DEVICE
        and all(type(number) is int and 0 <= number < LARGEST_NUMBER for number in (base, counter))
    )
    if not fits:
        raise Invalid(say("Draf ini tidak dapat dibaca. Muat ulang halamannya, lalu coba lagi."))
    return Save(plain_text(str(text)), base, plain_text(device), counter)

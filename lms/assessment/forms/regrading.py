"""What is typed to correct a key: which options are right, what is accepted, or all or nothing."""

import json
from hashlib import sha256
from uuid import uuid4

from flask import request
from flask_babel import lazy_gettext as _l
from wtforms import HiddenField, RadioField, TextAreaField

from lms.assessment.forms.accepted import accepted_from, fault
from lms.assessment.forms.keys import has_parts, typed_change
from lms.assessment.marking.corrected import (
    ACCEPTED,
    EVERYBODY,
    NOBODY,
    RIGHT,
    Change,
    corrected,
)
from lms.assessment.marking.keys import spoken
from lms.catalog.library import Question
from lms.foundation.language import say
from lms.web.forms import Form

OPTIONED = {"single", "multiple", "truefalse"}
TYPED = {"short", "numeric"}
KEY = "key"


class RegradingForm(Form):
    key = HiddenField()
    seen = HiddenField()  # what the shown effects belong to
    kind = RadioField(_l("Yang diperbaiki"), validate_choice=False)
    accepted = TextAreaField(_l("Jawaban yang diterima"))
    reason = TextAreaField(_l("Alasan"))

    @classmethod
    def begun(cls, asked: Question, change: Change | None) -> "RegradingForm":
        form = cls(formdata=None)
        form.key.data = str(uuid4())
        form.kind.data = KEY if has_key(asked) else EVERYBODY
        form.accepted.data = accepted_lines(asked, change)
        return form.offering(asked)

    def offering(self, asked: Question) -> "RegradingForm":
        """With the ways in which this type of question can be corrected."""
        key = [(KEY, _l("Kuncinya"))] if has_key(asked) else []
        self.kind.choices = [
            *key,
            (EVERYBODY, _l("Semua orang mendapat nilai penuh")),
            (NOBODY, _l("Soal ini tidak dihitung")),
        ]
        return self

    def change(self, asked: Question) -> Change:
        """Raises Invalid beside the field that is at fault."""
        if self.kind.data in {EVERYBODY, NOBODY}:
            return {"kind": self.kind.data}
        if self.kind.data == KEY and asked.type in OPTIONED:
            return {"kind": RIGHT, "right": _right(asked)}
        if self.kind.data == KEY and asked.type in TYPED:
            unit, typed = asked.content.get("unit", ""), self.accepted.data or ""
            return {
                "kind": ACCEPTED,
                "accepted": accepted_from("accepted", asked.type, unit, typed),
            }
        if self.kind.data == KEY and has_parts(asked):
            return typed_change(asked)
        raise fault("kind", say("Pilih salah satu."))


def has_key(asked: Question) -> bool:
    return asked.type in OPTIONED | TYPED or has_parts(asked)


def right_now(asked: Question, change: Change | None) -> list[int]:
    """The numbers of the options that are right as the key is now."""
    options = corrected(asked.content, change).get("options", [])
    return [number for number, option in enumerate(options, 1) if option.get("right")]


def ticked() -> list[int]:
    return sorted(set(request.form.getlist("right", type=int)))


def _right(asked: Question) -> list[int]:
    right = [number for number in ticked() if 0 < number <= len(asked.content["options"])]
    if not right:
        raise fault("right", say("Pilih paling sedikit satu jawaban yang benar."))
    return right


def accepted_lines(asked: Question, change: Change | None) -> str:
    accepted = corrected(asked.content, change).get("accepted", [])
    return "\n".join(map(spoken, accepted)) if asked.type in TYPED else ""


def digest_of(change: Change) -> str:
    """Tells whether what is confirmed is what was shown."""
    return sha256(json.dumps(change, sort_keys=True).encode()).hexdigest()

"""What is typed to correct a key: which options are right, what is accepted, or all or nothing."""

import json
import re
from hashlib import sha256
from typing import Any
from uuid import uuid4

from flask import request
from flask_babel import lazy_gettext as _l
from wtforms import HiddenField, RadioField, TextAreaField

from lms.assessment.marking.figures import readings
from lms.assessment.marking.keys import spoken
from lms.assessment.marking.worth import ACCEPTED, EVERYBODY, NOBODY, RIGHT, Change, corrected
from lms.catalog.library import Question
from lms.foundation.errors import Invalid
from lms.foundation.language import say
from lms.foundation.text import plain_text
from lms.web.forms import Form

OPTIONED = {"single", "multiple", "truefalse"}
TYPED = {"short", "numeric"}
MOST_ACCEPTED = 50
LONGEST_ACCEPTED = 500
TOLERANCE = re.compile(r"\s*(?:±|\+/?-)\s*")
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
            return {"kind": ACCEPTED, "accepted": _accepted(asked, self.accepted.data or "")}
        raise _fault("kind", say("Pilih salah satu."))


def has_key(asked: Question) -> bool:
    return asked.type in OPTIONED | TYPED


def right_now(asked: Question, change: Change | None) -> list[int]:
    """The numbers of the options that are right as the key is now."""
    options = corrected(asked.content, change).get("options", [])
    return [number for number, option in enumerate(options, 1) if option.get("right")]


def ticked() -> list[int]:
    return sorted(set(request.form.getlist("right", type=int)))


def _right(asked: Question) -> list[int]:
    right = [number for number in ticked() if 0 < number <= len(asked.content["options"])]
    if not right:
        raise _fault("right", say("Pilih paling sedikit satu jawaban yang benar."))
    return right


def accepted_lines(asked: Question, change: Change | None) -> str:
    accepted = corrected(asked.content, change).get("accepted", [])
    return "\n".join(map(spoken, accepted)) if asked.type in TYPED else ""


def _accepted(asked: Question, typed: str) -> list[Any]:
    lines = [" ".join(plain_text(line).split()) for line in typed.splitlines() if line.strip()]
    if not 0 < len(lines) <= MOST_ACCEPTED or max(map(len, lines)) > LONGEST_ACCEPTED:
        raise _fault("accepted", say("Tulis satu sampai 50 jawaban, satu baris satu jawaban."))
    return [_number(line, asked) for line in lines] if asked.type == "numeric" else lines


def _number(line: str, asked: Question) -> dict[str, float]:
    """As in the grammar of questions: a decimal comma or point, and a tolerance where wanted."""
    value, *tolerance = (readings(part, asked.content["unit"]) for part in TOLERANCE.split(line))
    if not value or len(tolerance) > 1 or not all(tolerance):
        said = say("“%(line)s” bukan angka. Contoh: 12,5 ± 0,5", line=line)
        raise _fault("accepted", said)
    return {
        "value": float(value[0]),
        "tolerance": abs(float(tolerance[0][0])) if tolerance else 0.0,
    }


def _fault(field: str, sentence: Any) -> Invalid:
    return Invalid(sentence, {field: sentence})


def digest_of(change: Change) -> str:
    """Tells whether what is confirmed is what was shown."""
    return sha256(json.dumps(change, sort_keys=True).encode()).hexdigest()

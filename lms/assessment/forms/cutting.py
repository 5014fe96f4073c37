"""What people type to make a panel, to invite a judge, to rate and to decide."""

from collections.abc import Mapping
from typing import Any

from flask import request
from flask_babel import lazy_gettext as _l
from wtforms import DateField, SelectField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, Regexp

from lms.assessment.actions import Plan, Verdict
from lms.assessment.models import Rounding
from lms.foundation import clock
from lms.foundation.errors import Invalid
from lms.foundation.language import say
from lms.foundation.text import plain_text
from lms.web.forms import Form, SelectChoice

STEPS = {
    0: _l("Tidak disesuaikan"),
    -1: _l("Turun 1 galat baku"),
    -2: _l("Turun 2 galat baku"),
    1: _l("Naik 1 galat baku"),
    2: _l("Naik 2 galat baku"),
}
ROUNDINGS = {Rounding.NONE: _l("Dua desimal"), Rounding.WHOLE: _l("Bilangan bulat terdekat")}
SLUG = Regexp(r"[a-z0-9]+(-[a-z0-9]+)*\Z", message=_l("Pakai huruf kecil, angka, dan strip."))


def choices(named: Mapping[Any, Any]) -> list[SelectChoice]:
    return [SelectChoice(value, label) for value, label in named.items()]


class PanelForm(Form):
    name = StringField(_l("Nama panel"), [InputRequired(), Length(max=200)])
    slug = StringField(_l("Nama pendek"), [InputRequired(), Length(max=60), SLUG])
    definition = TextAreaField(
        _l("Orang yang kompeten sebatas minimal"), [InputRequired(), Length(max=4000)]
    )

    @property
    def plan(self) -> Plan:
        definition = plain_text(self.definition.data or "").strip()
        return Plan(self.slug.data or "", " ".join((self.name.data or "").split()), definition)


class InviteForm(Form):
    nip = StringField(_l("NIP penilai"), [InputRequired()])


class WithdrawalForm(Form):
    reason = TextAreaField(_l("Alasan"))
    nip = StringField(_l("NIP penilai pengganti"))


class VerdictForm(Form):
    steps = SelectField(_l("Penyesuaian"), choices=choices(STEPS), coerce=int, default=0)
    rounding = SelectField(_l("Pembulatan"), choices=choices(ROUNDINGS))
    valid_from = DateField(_l("Berlaku mulai"), [InputRequired()])
    reason = TextAreaField(_l("Alasan"), [InputRequired(), Length(max=4000)])

    @property
    def verdict(self) -> Verdict:
        return Verdict(
            self.steps.data,
            Rounding(self.rounding.data),
            plain_text(self.reason.data or "").strip(),
            self.valid_from.data or clock.today(),
        )


def typed_ratings(places: list[int]) -> dict[int, int]:
    """What the page's fields `soal-1`, `soal-2`… hold; an empty one rates nothing yet."""
    given = {place: request.form.get(f"soal-{place}", "").strip() for place in places}
    wrong = [place for place, text in given.items() if text and not _is_percent(text)]
    if wrong:
        raise Invalid(
            say(
                "Isi soal %(places)s dengan bilangan bulat 0 sampai 100.",
                places=", ".join(map(str, wrong)),
            )
        )
    return {place: int(text) for place, text in given.items() if text}


def _is_percent(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) < 4 and int(text) <= 100

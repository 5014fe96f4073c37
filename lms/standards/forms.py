"""What officers send to change a rule."""

from uuid import uuid4

from flask_babel import lazy_gettext as _l
from wtforms import (
    BooleanField,
    DateField,
    HiddenField,
    IntegerField,
    SelectField,
    StringField,
    TextAreaField,
)
from wtforms.validators import InputRequired, Length
from wtforms.validators import Optional as MayBeEmpty

from lms.standards.actions import Wish
from lms.standards.models import JpMethod, JpRule
from lms.web.forms import Form, SelectChoice

METHODS = [
    SelectChoice(
        JpMethod.COURSE.value, _l("JP program: sebanyak yang dinyatakan kursus atau sertifikat")
    ),
    SelectChoice(JpMethod.PER_EVENT.value, _l("per kegiatan: satu angka untuk setiap kegiatan")),
]


class ChangeForm(Form):
    id = HiddenField()
    method = SelectField(_l("Cara menghitung"), choices=METHODS)
    jp_per_event = IntegerField(_l("JP per kegiatan"), [MayBeEmpty()])
    earns_again = BooleanField(_l("Pengulangan pada tahun JP yang sama menambah JP"))
    since = DateField(_l("Berlaku sejak"), [InputRequired()])
    legal_basis = StringField(_l("Dasar hukum"), [Length(max=300)])
    reason = TextAreaField(_l("Alasan perubahan"), [Length(max=1000)])

    @classmethod
    def begun(cls, rule: JpRule | None) -> "ChangeForm":
        """With what holds now; the day is for the officer to say."""
        held = ("method", "jp_per_event", "earns_again", "legal_basis")
        form = cls(**({name: getattr(rule, name) for name in held} if rule else {}))
        if not form.is_submitted():
            form.id.data = str(uuid4())
        return form

    def wish(self, form_code: int) -> Wish:
        assert self.since.data is not None  # the form was found right
        return Wish(
            form_code=form_code,
            method=JpMethod(self.method.data),
            jp_per_event=self.jp_per_event.data,
            earns_again=bool(self.earns_again.data),
            since=self.since.data,
            legal_basis=" ".join((self.legal_basis.data or "").split()),
        )


class AnswerForm(Form):
    reason = TextAreaField(_l("Alasan"), [Length(max=1000)])

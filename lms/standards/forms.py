"""What officers send to change a rule."""

from uuid import uuid4

from flask_babel import lazy_gettext as _l
from wtforms import (
    BooleanField,
    DateField,
    DecimalField,
    HiddenField,
    IntegerField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms.validators import InputRequired, Length
from wtforms.validators import Optional as MayBeEmpty
from wtforms.widgets import CheckboxInput, ListWidget

from lms.identity.models import PostLevel
from lms.standards.actions import PartWish, Wish
from lms.standards.models import IndexPart, JpMethod, JpRule
from lms.standards.queries import form_names
from lms.standards.shown import LEVELS
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


class _Several(SelectMultipleField):
    """Choices of which any number may be taken, each a box of its own."""

    widget = ListWidget(prefix_label=False)
    option_widget = CheckboxInput()


class PartForm(Form):
    id = HiddenField()
    levels = _Several(_l("Jenjang jabatan"), coerce=str)
    points = DecimalField(_l("Angka paling banyak"), [InputRequired()])
    jp = IntegerField(_l("Dihitung mulai (JP)"), [InputRequired()])
    proportional = BooleanField(_l("JP yang kurang dari itu dihitung sebanding"))
    years = IntegerField(_l("Masa hitung (tahun)"), [MayBeEmpty()])
    forms = _Several(_l("Bentuk yang dihitung"), coerce=int)
    since = DateField(_l("Berlaku sejak"), [InputRequired()])
    legal_basis = StringField(_l("Dasar hukum"), [Length(max=300)])
    reason = TextAreaField(_l("Alasan perubahan"), [Length(max=1000)])

    @classmethod
    def begun(cls, part: IndexPart | None, levels: list[PostLevel]) -> "PartForm":
        """With what holds now, for all levels for which the same holds."""
        held = ("points", "jp", "forms", "years", "proportional", "legal_basis")
        given = {name: getattr(part, name) for name in held} if part else {}
        form = cls(**given, levels=[level.value for level in levels])
        form.levels.choices = [SelectChoice(it.value, str(name)) for it, name in LEVELS.items()]
        form.forms.choices = [
            SelectChoice(code, f"{code} {name}") for code, name in form_names().items()
        ]
        if not form.is_submitted():
            form.id.data = str(uuid4())
        return form

    def wish(self, name: str) -> PartWish:
        assert self.since.data is not None  # the form was found right
        return PartWish(
            name=name,
            levels=self.levels.data or [],
            points=self.points.data,
            jp=self.jp.data,
            forms=sorted(self.forms.data or []),
            years=self.years.data,
            proportional=bool(self.proportional.data),
            since=self.since.data,
            legal_basis=" ".join((self.legal_basis.data or "").split()),
        )


class AnswerForm(Form):
    reason = TextAreaField(_l("Alasan"), [Length(max=1000)])

"""What an officer types to oblige people, to excuse one, or to end it."""

from datetime import date
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import (
    DateField,
    HiddenField,
    IntegerField,
    RadioField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms.validators import InputRequired, Length
from wtforms.validators import Optional as MayBeEmpty
from wtforms.widgets import CheckboxInput, ListWidget

from lms.foundation.language import say
from lms.foundation.text import plain_text
from lms.identity.models import PostLevel, StaffKind
from lms.mandates.actions import Draft
from lms.mandates.models import Mandate
from lms.mandates.queries import Choices, Rule
from lms.web.forms import Form, SelectChoice

ON, AFTER = "on", "after"
ROWS, MORE, MOST = 3, 3, 60  # of the lists of units and posts, each one choice
LEVELS = {
    PostLevel.PELAKSANA: _l("Pelaksana"),
    PostLevel.FUNGSIONAL: _l("Fungsional"),
    PostLevel.PENGAWAS: _l("Pengawas"),
    PostLevel.ADMINISTRATOR: _l("Administrator"),
    PostLevel.JPT_PRATAMA: _l("JPT Pratama"),
    PostLevel.JPT_MADYA: _l("JPT Madya"),
}
KINDS = {
    StaffKind.PNS: _l("PNS"),
    StaffKind.CPNS: _l("CPNS"),
    StaffKind.PPPK: _l("PPPK"),
    StaffKind.PPPK_PART_TIME: _l("PPPK paruh waktu"),
}
TIMES = {
    ON: _l("Pada satu tanggal"),
    AFTER: _l("Sekian hari setelah seseorang memenuhi aturan"),
}


def number(given: object) -> int:
    """0 for nothing chosen, and for what no form of ours sends."""
    text = str(given)
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0


class Rows(SelectMultipleField):
    """Any number of many, each chosen in a row of its own; the action says which there are."""

    def pre_validate(self, form: object) -> None:
        """Not here: WTForms would say it in English."""


class Boxes(Rows):
    """Any number of a few, each a box of its own."""

    widget = ListWidget(prefix_label=False)
    option_widget = CheckboxInput()


class MandateForm(Form):
    """Units and posts are rows of one choice each; which of them are empty does not matter."""

    version = HiddenField()
    title = StringField(_l("Nama kewajiban"))
    course = SelectField(_l("Kursus yang wajib diselesaikan"), coerce=number)
    legal_basis = TextAreaField(_l("Dasar hukum"))
    units = Rows(_l("Unit kerja, dengan semua unit di bawahnya"), coerce=number)
    post_levels = Boxes(_l("Jenjang jabatan"), choices=[SelectChoice(*it) for it in LEVELS.items()])
    posts = Rows(_l("Jabatan"), coerce=number)
    rank_groups = Boxes(_l("Golongan"))
    staff_kinds = Boxes(_l("Jenis pegawai"), choices=[SelectChoice(*it) for it in KINDS.items()])
    due_kind = RadioField(
        _l("Kapan harus selesai"),
        choices=[SelectChoice(*it) for it in TIMES.items()],
        default=AFTER,
    )
    due_on = DateField(_l("Tanggal tenggat"), [MayBeEmpty()])
    due_days = IntegerField(_l("Jumlah hari"), [MayBeEmpty()])
    fresh_months = IntegerField(_l("Penyelesaian lama dihitung bila umurnya paling banyak (bulan)"))

    def __init__(self, known: Choices, courses: Any, kept: dict[str, Any] | None = None) -> None:
        super().__init__(data=kept)
        self.fresh_months.validators = [MayBeEmpty()]
        none = SelectChoice(0, say("Belum dipilih"))
        self.course.choices = [none, *(SelectChoice(it.id, it.title) for it in courses)]
        self.units.choices = [none, *(SelectChoice(it.id, it.name) for it in known.units)]
        self.posts.choices = [none, *(SelectChoice(it.id, it.title) for it in known.posts)]
        self.rank_groups.choices = [SelectChoice(it, it) for it in known.rank_groups]

    def rows(self, name: str, *, more: bool) -> list[int]:
        """The choices of units or posts so far, and empty rows to go on with."""
        chosen = [it for it in self[name].data or [] if it]
        spare = ROWS if more or not chosen else 1
        return (chosen + [0] * spare)[:MOST]

    def draft(self, agency_id: int) -> Draft:
        on = self.due_kind.data == ON
        rule = Rule(
            agency_id,
            units=_chosen(self.units.data),
            post_levels=tuple(self.post_levels.data or ()),
            posts=_chosen(self.posts.data),
            rank_groups=tuple(self.rank_groups.data or ()),
            staff_kinds=tuple(self.staff_kinds.data or ()),
        )
        return Draft(
            title=" ".join(plain_text(self.title.data or "").split()),
            course_id=self.course.data or 0,
            legal_basis=plain_text(self.legal_basis.data or "").strip(),
            rule=rule,
            due_on=self.due_on.data if on else None,
            due_days=None if on else self.due_days.data,
            fresh_months=self.fresh_months.data,
        )


def _chosen(given: list[int] | None) -> tuple[int, ...]:
    return tuple(dict.fromkeys(it for it in given or () if it))


def as_typed(found: Mandate, rule: Rule) -> dict[str, Any]:
    """A draft as the form holds it."""
    named = ("units", "post_levels", "posts", "rank_groups", "staff_kinds")
    return {
        **{name: list(getattr(rule, name)) for name in named},
        **{
            name: getattr(found, name)
            for name in ("title", "legal_basis", "due_on", "due_days", "fresh_months", "version")
        },
        "course": found.course_id,
        "due_kind": ON if found.due_on else AFTER,
    }


class ReasonForm(Form):
    reason = TextAreaField(_l("Alasan"), [Length(max=1000)])


class PostponeForm(ReasonForm):
    due_on = DateField(_l("Tenggat baru"), [InputRequired()])

    @classmethod
    def begun(cls, due_on: date) -> "PostponeForm":
        return cls(data={"due_on": due_on})

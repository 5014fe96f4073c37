"""What a leader types to plan a run, to tell people something, and to let somebody go."""

from hashlib import sha256
from uuid import uuid4

from flask_babel import lazy_gettext as _l
from wtforms import (
    DateField,
    HiddenField,
    IntegerField,
    RadioField,
    SelectField,
    StringField,
    TextAreaField,
)
from wtforms.validators import DataRequired, Optional

from lms.foundation.language import Sentence, say
from lms.foundation.text import plain_text
from lms.learning.actions import Plan
from lms.learning.models import Approval
from lms.teaching.shown import narrower
from lms.web.forms import Form, form_key

RULES = {
    Approval.OPEN: _l("Tidak perlu: siapa pun yang mendaftar langsung diterima"),
    Approval.LEADERS: _l("Pengampu atau penyelenggara kursus ini"),
    Approval.HEAD: _l("Kepala unit kerja masing-masing peserta"),
}


def choices() -> list[tuple[str, str]]:
    return [(rule.value, text) for rule, text in RULES.items()]


class ApprovalForm(Form):
    """Of the run at one's own pace, which has no other plan."""

    approval = RadioField(_l("Siapa yang menyetujui pendaftaran"), choices=choices, coerce=Approval)


class WithdrawalForm(Form):
    reason = TextAreaField(_l("Alasan"))


class RunForm(Form):
    name = StringField(_l("Nama angkatan"), [DataRequired()])
    opens_on = DateField(_l("Hari pertama"), [DataRequired()])
    last_day = DateField(_l("Hari terakhir"), [Optional()])
    enrol_by = DateField(_l("Hari terakhir mendaftar"), [Optional()])
    withdraw_by = DateField(_l("Hari terakhir mengundurkan diri"), [Optional()])
    approval = RadioField(_l("Siapa yang menyetujui pendaftaran"), choices=choices, coerce=Approval)
    places = IntegerField(_l("Jumlah tempat"), [Optional()])
    partner = StringField(_l("Mitra penyelenggara"), [Optional()])
    cost = IntegerField(_l("Biaya per orang (rupiah)"), [Optional()])

    @property
    def plan(self) -> Plan:
        """What was typed, once the form is valid."""
        opens_on = self.opens_on.data
        assert opens_on is not None  # it is required
        return Plan(
            name=_line(self.name.data),
            opens_on=opens_on,
            last_day=self.last_day.data,
            enrol_by=self.enrol_by.data,
            withdraw_by=self.withdraw_by.data,
            approval=self.approval.data,
            places=self.places.data,
            partner=_line(self.partner.data) or None,
            cost=self.cost.data,
        )


def _line(typed: str | None) -> str:
    return " ".join(plain_text(typed or "").split())


EVERY_RUN = say("Semua angkatan")
BOTH = say("Yang sedang belajar dan yang selesai")


def _state(chosen: str | None) -> Sentence:
    return narrower().get(chosen or "", BOTH)


class NoticeForm(Form):
    key = HiddenField()
    run = SelectField(_l("Angkatan"))
    state = SelectField(_l("Penerima"))
    title = StringField(_l("Judul"))
    text = TextAreaField(_l("Isi"))

    def offer(self, runs: dict[int, str]) -> None:
        """What can be chosen."""
        every = [("", str(EVERY_RUN))]
        self.run.choices = every + [(str(number), name) for number, name in runs.items()]
        both = [("", str(BOTH))]
        self.state.choices = both + [(state, str(text)) for state, text in narrower().items()]

    def begin(self, *, anew: bool = False) -> None:
        """A form that nobody has sent yet gets a key of its own."""
        self.key.data = str(uuid4()) if anew else self.key.data or str(uuid4())

    @property
    def mark(self) -> str:
        """Of what the form says, so that nothing is sent but what was looked at."""
        fields = (self.run, self.state, self.title, self.text)
        said = [plain_text(it.data or "").strip() for it in fields if it]
        return sha256(repr(said).encode()).hexdigest()[:16]

    @property
    def audience(self) -> Sentence:
        """What was chosen, for whoever reads it later."""
        runs = {value: text for value, text, *_ in self.run.iter_choices() if value}
        run = runs.get(self.run.data, EVERY_RUN)
        return Sentence("%(state)s, %(run)s", {"state": _state(self.state.data), "run": run})

    @property
    def sound_key(self) -> str:
        """Raises Invalid for a form that we did not make."""
        return str(form_key(self.key))

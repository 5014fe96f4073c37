"""What is typed about certificates: reasons, rules, and what somebody wants to verify."""

from datetime import date

from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileField
from wtforms import DateField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, Optional

from lms.certificates.actions import NumberingDraft, Signer
from lms.certificates.actions.withdrawing import LONGEST_REASON
from lms.foundation import clock
from lms.foundation.text import plain_text
from lms.web.forms import Form

LONGEST = 160


class VerifyForm(Form):
    """A code, or a file; one of the two is enough."""

    code = StringField(_l("Kode sertifikat"))
    file = FileField(_l("Berkas PDF atau lencana"))


class ReasonForm(Form):
    reason = TextAreaField(_l("Alasan"), [Length(max=LONGEST_REASON)])


class NumberingForm(Form):
    pattern = StringField(_l("Pola nomor"), [Length(max=LONGEST)])
    classification = StringField(_l("Kode klasifikasi"), [Length(max=LONGEST)])
    office = StringField(_l("Singkatan perangkat daerah"), [Length(max=LONGEST)])
    place = StringField(_l("Tempat penerbitan"), [Length(max=LONGEST)])
    since = DateField(_l("Berlaku mulai"), [InputRequired()])

    def draft(self) -> NumberingDraft:
        return NumberingDraft(
            since=self.since.data or clock.today(),
            pattern=_line(self.pattern.data),
            classification=_line(self.classification.data),
            office=_line(self.office.data),
            place=_line(self.place.data),
        )


class SignersForm(Form):
    name_1 = StringField(_l("Nama"), [Length(max=LONGEST)])
    post_1 = StringField(_l("Jabatan"), [Length(max=LONGEST)])
    nip_1 = StringField(_l("NIP"), [Length(max=30)])
    name_2 = StringField(_l("Nama"), [Length(max=LONGEST)])
    post_2 = StringField(_l("Jabatan"), [Length(max=LONGEST)])
    nip_2 = StringField(_l("NIP"), [Length(max=30)])
    signers_since = DateField(_l("Berlaku mulai"), [InputRequired()])

    def signers(self) -> list[Signer]:
        """Those of whom anything is said, in their order."""
        rows = (
            Signer(
                _line(self[f"name_{n}"].data),
                _line(self[f"post_{n}"].data),
                "".join((self[f"nip_{n}"].data or "").split()),
            )
            for n in (1, 2)
        )
        return [each for each in rows if each.name or each.post or each.nip]

    @property
    def day(self) -> date:
        return self.signers_since.data or clock.today()


class DecisionForm(Form):
    number = StringField(_l("Nomor keputusan"), [Length(max=LONGEST)])
    decided_on = DateField(_l("Tanggal keputusan"), [Optional()])


def _line(text: str | None) -> str:
    return " ".join(plain_text(text or "").split())

"""What officers type about SIASN."""

from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileField
from wtforms import DateField, IntegerField, SelectField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length
from wtforms.validators import Optional as MayBeEmpty

from lms.foundation import clock
from lms.siasn.actions import AgencyDraft, FormDraft, Mended
from lms.web.forms import Form, SelectChoice

LONGEST = 160
REMOVED, CHANGED = "removed", "changed"
LETTERS = [
    SelectChoice("T", _l("T: teknis")),
    SelectChoice("F", _l("F: fungsional")),
    SelectChoice("P", _l("P: penunjang (seminar, lokakarya)")),
]
MENDED = [
    SelectChoice(CHANGED, _l("Di SIASN sekarang sama dengan di sini")),
    SelectChoice(REMOVED, _l("Di SIASN sudah dihapus")),
]


def _line(text: str | None) -> str:
    return " ".join((text or "").split())


class AgencyForm(Form):
    instansi_id = StringField(_l("ID instansi di SIASN"), [InputRequired(), Length(max=64)])
    organiser = StringField(_l("Institusi penyelenggara"), [Length(max=LONGEST)])
    location_id = StringField(_l("ID lokasi di SIASN"), [Length(max=64)])
    a_minute = IntegerField(_l("Permintaan per menit"), [InputRequired()], default=60)
    faults = IntegerField(
        _l("Berhenti sesudah gangguan berturut-turut"), [InputRequired()], default=5
    )

    def draft(self) -> AgencyDraft:
        return AgencyDraft(
            _line(self.instansi_id.data),
            _line(self.organiser.data),
            _line(self.location_id.data),
            self.a_minute.data or 0,
            self.faults.data or 0,
        )


class KindForm(Form):
    """How a form of development is told."""

    type_code = IntegerField(_l("Kode jenis diklat SIASN"), [InputRequired()])
    letter = SelectField(_l("Huruf sertipikat"), choices=LETTERS)
    since = DateField(_l("Berlaku mulai"), [InputRequired()])

    def draft(self, form_code: int) -> FormDraft:
        day = self.since.data or clock.today()
        return FormDraft(form_code, self.type_code.data or 0, str(self.letter.data), day)


class CourseForm(Form):
    type_code = IntegerField(_l("Kode jenis diklat SIASN"), [MayBeEmpty()])
    structural_id = StringField(_l("ID latihan struktural"), [Length(max=64)])


class PeopleForm(Form):
    file = FileField(_l("Berkas CSV"))


class MendedForm(Form):
    done = SelectField(_l("Yang dilakukan di SIASN"), choices=MENDED)
    siasn_id = StringField(_l("ID catatan di SIASN"), [Length(max=64)])
    reason = TextAreaField(_l("Penjelasan"), [Length(max=1000)])

    def mended(self) -> Mended:
        removed = self.done.data == REMOVED
        return Mended(self.reason.data or "", removed, _line(self.siasn_id.data))

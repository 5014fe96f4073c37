"""What an officer sends, or types for one person."""

from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileField
from wtforms import BooleanField, DateField, SelectField, StringField
from wtforms.validators import InputRequired, Length, Optional, ValidationError

from lms.foundation import clock
from lms.foundation.errors import Invalid
from lms.foundation.language import say
from lms.roster.actions import ensure_day
from lms.roster.columns import Field
from lms.roster.report import written
from lms.web.forms import Form


class UploadForm(Form):
    file = FileField(_l("Berkas pegawai"))
    agency = SelectField(_l("Instansi"), coerce=int)
    day = DateField(_l("Perubahan berlaku mulai"), [InputRequired()])
    create = BooleanField(_l("Buat unit dan jabatan yang belum ada"))

    def validate_day(self, field: DateField) -> None:
        try:
            ensure_day(field.data or clock.today())
        except Invalid as refusal:
            raise ValidationError(str(refusal.sentence)) from None

    def content(self) -> bytes:
        """Raises Invalid where no file was chosen."""
        content: bytes = self.file.data.read() if self.file.data else b""
        if not content:
            sentence = say("Pilih berkas CSV atau XLSX.")
            raise Invalid(sentence, {"file": sentence})
        return content


class PersonForm(Form):
    """One row of a roster, typed; it goes the same way as a file of one row."""

    agency = SelectField(_l("Instansi"), coerce=int)
    nip = StringField(_l("NIP atau NI PPPK"), [InputRequired(), Length(max=64)])
    nip_sebelumnya = StringField(_l("NIP sebelumnya, bila berganti"), [Length(max=64)])
    nama = StringField(_l("Nama"), [Length(max=200)])
    surel = StringField(_l("Surel"), [Length(max=200)])
    jenis_pegawai = SelectField(_l("Jenis pegawai"))
    golongan = StringField(_l("Golongan"), [Length(max=20)])
    jabatan = StringField(_l("Jabatan"), [Length(max=200)])
    jenis_jabatan = SelectField(_l("Jenis jabatan"))
    unit = StringField(_l("Unit kerja"), [Length(max=200)])
    kedudukan_hukum = SelectField(_l("Kedudukan hukum"))
    tmt = DateField(_l("Terhitung mulai tanggal (TMT)"), [Optional()])

    def content(self) -> bytes:
        """The row as a file."""
        fields = [each for each in Field if each.value in self]
        cells = [str(self[each.value].data or "") for each in fields]
        lines = list(written([str(it) for it in fields], [(1, cells, [])]))
        return "".join(lines).encode()

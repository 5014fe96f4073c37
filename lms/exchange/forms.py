"""What is sent to be brought into the bank, and what is asked for to be taken along."""

from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileField
from wtforms import BooleanField, SelectField, StringField
from wtforms.validators import Length

from lms.catalog.reading.grammar import SLUG
from lms.exchange.checking import Defaults
from lms.exchange.formats import NAMES, detected
from lms.exchange.planning import Wanted
from lms.foundation.errors import Invalid
from lms.foundation.language import say
from lms.foundation.text import plain_text
from lms.web.forms import Form


class ImportForm(Form):
    file = FileField(_l("Berkas soal"))
    format = SelectField(_l("Bentuk berkas"))
    topic = StringField(_l("Nama topik di bank soal"), [Length(max=60)])
    title = StringField(_l("Judul topik, bila baru"), [Length(max=200)])
    competency = StringField(_l("Kode kompetensi"), [Length(max=30)])
    level = SelectField(_l("Tingkat"))
    own_rule = BooleanField(
        _l("Terima juga soal yang di sini dinilai dengan aturan lain, sebagaimana disebut laporan")
    )

    def __init__(self) -> None:
        super().__init__()
        self.format.choices = [("", _l("Kenali dari isinya")), *NAMES.items()]
        levels = [(str(level), str(level)) for level in range(1, 6)]
        self.level.choices = [("", _l("Tidak diisi")), *levels]

    @property
    def wanted(self) -> Wanted:
        level = int(self.level.data) if self.level.data in set("12345") else None
        defaults = Defaults(_line(self.competency.data), level, "")
        return Wanted(
            topic=_line(self.topic.data),
            title=_line(self.title.data),
            form=self.format.data or "",
            defaults=defaults,
            own_rule=bool(self.own_rule.data),
        )

    def content(self) -> bytes:
        """The bytes of the file; raises Invalid with every fault beside its field."""
        faults: dict[str, object] = {}
        content = self.file.data.read() if self.file.data else b""
        if not content:
            faults["file"] = say("Pilih berkas yang berisi soal.")
        if not SLUG.fullmatch(_line(self.topic.data)):
            faults["topic"] = say("Tulis dengan huruf kecil, angka, dan tanda hubung: loket-ktp.")
        try:
            if content:
                detected(content)
        except Invalid as refusal:
            if not self.format.data:
                faults["file"] = refusal.sentence
        if faults:
            raise Invalid(None, {name: str(said) for name, said in faults.items()})
        return content


def _line(given: str | None) -> str:
    return " ".join(plain_text(given or "").split())

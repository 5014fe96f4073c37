"""The file that somebody wants to have checked."""

from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileField

from lms.foundation.errors import Invalid
from lms.foundation.language import say
from lms.web.forms import Form


class CheckForm(Form):
    file = FileField(_l("Berkas yang akan diperiksa"))

    def content(self) -> bytes:
        """The bytes of the file; raises Invalid where none was chosen."""
        content: bytes = self.file.data.read() if self.file.data else b""
        if not content:
            sentence = say("Pilih berkas yang ada isinya.")
            raise Invalid(sentence, {"file": sentence})
        return content

"""What is sent to the register's pages."""

from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileField

from lms.web.forms import Form


class CheckForm(Form):
    file = FileField(_l("Berkas ekspor"))

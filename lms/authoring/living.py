"""What authors type in the life of a course: its copy, its authors, its shares, its addresses."""

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, RadioField, SelectField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, Optional

from lms.web.forms import Form, SelectChoice

PUBLISHED, WRITTEN = "published", "written"


class CopyForm(Form):
    title = StringField(_l("Judul kursus yang baru"), [InputRequired(), Length(max=200)])
    slug = StringField(_l("Alamat kursus"), [InputRequired(), Length(max=80)])
    source = RadioField(
        _l("Yang disalin"),
        [Optional()],
        choices=[
            SelectChoice(PUBLISHED, _l("Yang terbit, seperti dilihat peserta")),
            SelectChoice(WRITTEN, _l("Naskah yang sedang ditulis")),
        ],
        default=PUBLISHED,
    )


class OfferForm(Form):
    words = StringField(_l("NIP atau nama"), [InputRequired(), Length(max=200)])
    note = TextAreaField(_l("Pesan"), [InputRequired(), Length(max=1000)])
    leaves = BooleanField(_l("Saya berhenti menulis kursus ini setelah diterima"))


class ShareForm(Form):
    agency = SelectField(_l("Instansi"), [InputRequired()], coerce=int)
    note = TextAreaField(_l("Dasar berbagi"), [InputRequired(), Length(max=1000)])


class AddressForm(Form):
    slug = StringField(_l("Alamat modul"), [InputRequired(), Length(max=80)])

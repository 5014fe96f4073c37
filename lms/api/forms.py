"""What an officer tells of a token."""

from collections.abc import Sequence

from flask_babel import lazy_gettext as _l
from wtforms import DateField, SelectField, SelectMultipleField, StringField, widgets
from wtforms.validators import DataRequired, InputRequired, Length

from lms.api.actions import LONGEST_NAME
from lms.api.models import Right
from lms.api.wording import RIGHTS
from lms.web.forms import Form


class TokenForm(Form):
    name = StringField(_l("Dipakai oleh"), [DataRequired(), Length(max=LONGEST_NAME)])
    agency = SelectField(_l("Instansi"), coerce=int)
    rights = SelectMultipleField(
        _l("Hak"),
        coerce=Right,
        widget=widgets.ListWidget(prefix_label=False),
        option_widget=widgets.CheckboxInput(),
    )
    last = DateField(_l("Hari terakhir berlaku"), [InputRequired()])

    def offer(self, rights: Sequence[Right]) -> None:
        self.rights.choices = [(each, f"{RIGHTS[each]} ({each.value})") for each in rights]

"""What an officer says of a receiver."""

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, SelectField, SelectMultipleField, StringField
from wtforms.validators import InputRequired, Length
from wtforms.widgets import CheckboxInput, ListWidget

from lms.web.forms import Form
from lms.webhooks.actions import Wish
from lms.webhooks.address import LONGEST
from lms.webhooks.models import CHOSEN
from lms.webhooks.shown import EVENTS


class SubscriptionForm(Form):
    agency = SelectField(_l("Instansi"), coerce=int)
    address = StringField(_l("Alamat penerima"), [InputRequired(), Length(max=LONGEST)])
    description = StringField(_l("Untuk apa"), [Length(max=200)])
    events = SelectMultipleField(
        _l("Peristiwa yang dikirim"), widget=ListWidget(), option_widget=CheckboxInput()
    )
    with_nip = BooleanField(_l("Sertakan NIP"))

    def offer(self, agencies: list[tuple[int, str]]) -> "SubscriptionForm":
        self.agency.choices = agencies
        self.events.choices = [(each.value, f"{EVENTS[each]} ({each.value})") for each in CHOSEN]
        return self

    def wish(self) -> Wish:
        return Wish(
            address=(self.address.data or "").strip(),
            description=self.description.data or "",
            events=list(self.events.data or []),
            with_nip=bool(self.with_nip.data),
        )

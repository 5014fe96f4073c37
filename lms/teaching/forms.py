"""What a leader types to plan a run."""

from flask_babel import lazy_gettext as _l
from wtforms import DateField, IntegerField, StringField
from wtforms.validators import DataRequired, Optional

from lms.foundation.text import plain_text
from lms.learning.actions import Plan
from lms.web.forms import Form


class RunForm(Form):
    name = StringField(_l("Nama angkatan"), [DataRequired()])
    opens_on = DateField(_l("Hari pertama"), [DataRequired()])
    last_day = DateField(_l("Hari terakhir"), [Optional()])
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
            places=self.places.data,
            partner=_line(self.partner.data) or None,
            cost=self.cost.data,
        )


def _line(typed: str | None) -> str:
    return " ".join(plain_text(typed or "").split())

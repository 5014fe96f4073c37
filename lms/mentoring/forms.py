"""What a mentor and a mentee write to each other, and what makes and ends a pair."""

from flask import request
from flask_babel import lazy_gettext as _l
from wtforms import DateField, IntegerField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length

from lms.assignments.models import Verdict
from lms.assignments.queries import Sent
from lms.foundation.errors import Invalid, NotAllowed, Refusal
from lms.mentoring.actions import spoken
from lms.web.forms import Form

PREFIX = "rubric"  # the names that the rubric's component gives its fields


class MessageForm(Form):
    # An id of its own: it stands on pages that hold other texts.
    text = TextAreaField(_l("Pesan Anda"), id="message")


class ReviewForm(Form):
    verdict = StringField()
    text = TextAreaField(_l("Umpan balik"), id="message")

    @property
    def judgement(self) -> Verdict:
        """Which of the two buttons was pressed."""
        try:
            return Verdict(self.verdict.data or "")
        except ValueError:
            raise NotAllowed from None

    def faults(self, sent: Sent) -> dict[str, str]:
        """The rows of the rubric without a level; words that are missing are noted on the field."""
        try:
            spoken(self.text.data or "")
        except Invalid as refusal:
            self.take(refusal)
        try:
            sent.rules.ensure_ratings(ratings(sent))
        except Invalid as refusal:
            return {place: str(sentence) for place, sentence in refusal.fields.items()}
        return {}


def ratings(sent: Sent) -> list[int | None]:
    """The level that was chosen in each row of the rubric."""
    rows = range(len(sent.rules.rubric))
    return [request.form.get(f"{PREFIX}-{place}", type=int) for place in rows]


class ProposalForm(Form):
    since = DateField(_l("Mulai tanggal"), [InputRequired()])
    last = DateField(_l("Hari terakhir"), [InputRequired()])
    goals = TextAreaField(_l("Tujuan bimbingan"), [InputRequired(), Length(max=2000)])

    def refuse(self, refusal: Refusal) -> None:
        """Beside the field that is at fault, or above the form where none is."""
        if isinstance(refusal, Invalid) and refusal.fields:
            self.take(refusal)
        else:
            self.form_errors = [str(refusal.sentence)]


class ReasonForm(Form):
    reason = TextAreaField(_l("Alasan"), [InputRequired(), Length(max=2000)])


class PlacesForm(Form):
    places = IntegerField(_l("Tempat bimbingan"), [InputRequired()])

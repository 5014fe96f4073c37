"""What a marker types for one essay, and what lets marks out."""

from uuid import uuid4

from flask import request
from flask_babel import lazy_gettext as _l
from wtforms import HiddenField, TextAreaField

from lms.assessment.actions import Judged
from lms.assessment.models import Stage
from lms.assessment.queries import Given, Sought, Written
from lms.web.forms import Form

PREFIX = "rubric"  # the names that the rubric's component gives its fields
LARGEST_PAGE = 10_000


class MarkingForm(Form):
    key = HiddenField()
    stage = HiddenField()  # as the page showed it
    comment = TextAreaField(_l("Komentar untuk peserta"))

    @classmethod
    def begun(cls, own: Given | None) -> "MarkingForm":
        """Empty under a key of its own, or with what the marker gave before."""
        form = cls(formdata=None)
        form.key.data, form.comment.data = str(uuid4()), own.comment if own else ""
        return form

    def judged(self, written: Written) -> Judged:
        both = self.stage.data == Stage.THIRD
        return Judged(ratings(written), self.comment.data or "", self.key.data or "", both)


def ratings(written: Written) -> list[int | None]:
    """The level that was chosen in each row of the rubric."""
    rows = range(len(written.rules.rubric))
    return [request.form.get(f"{PREFIX}-{place}", type=int) for place in rows]


def sought() -> Sought:
    """What the address of the queue narrows it to."""
    asked = request.args
    return Sought(
        course=asked.get("course", ""),
        module=asked.get("quiz", ""),
        question=asked.get("question", ""),
        marked=asked.get("marked") == "1",
        page=min(max(1, asked.get("page", 1, type=int)), LARGEST_PAGE),
    )

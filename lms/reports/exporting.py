"""Reports as files that a spreadsheet opens."""

from collections.abc import Iterable, Sequence
from itertools import chain

from flask import Response
from flask_login import current_user

from lms.foundation import clock
from lms.foundation.audit import audit_aside
from lms.foundation.language import Sentence
from lms.foundation.spreadsheets import Value, csv_text
from lms.web import downloads


def attachment(
    name: str, head: Sequence[Sentence | str], lines: Iterable[Iterable[Value]], **asked: object
) -> Response:
    """Who took what is kept."""
    text = csv_text(chain([map(str, head)], lines))
    _note(name, asked)
    return downloads.attachment(text, f"laporan-{name}-{clock.today()}.csv")


def _note(name: str, asked: dict[str, object]) -> None:
    whose = {"actor_id": current_user.id, "agency_id": current_user.agency_id}
    audit_aside("exported", "report", name, **whose, filters=asked)

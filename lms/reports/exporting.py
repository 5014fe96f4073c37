"""Reports as files that a spreadsheet opens."""

import csv
from collections.abc import Iterable, Sequence
from io import StringIO

from flask import Response
from flask_login import current_user

from lms.foundation import clock
from lms.foundation.audit import audit_aside
from lms.foundation.language import Sentence
from lms.foundation.spreadsheets import BOM, Value, harmless


def attachment(
    name: str, head: Sequence[Sentence | str], lines: Iterable[Iterable[Value]], **asked: object
) -> Response:
    """RFC 4180 with a BOM, by which spreadsheets know UTF-8; who took what is kept."""
    written = StringIO(newline="")
    writer = csv.writer(written)
    written.write(BOM)
    writer.writerow(map(str, head))
    writer.writerows(map(harmless, lines))
    _note(name, asked)
    response = Response(written.getvalue(), content_type="text/csv; charset=utf-8")
    file = f"laporan-{name}-{clock.today()}.csv"
    response.headers["Content-Disposition"] = f'attachment; filename="{file}"'
    response.headers["Cache-Control"] = "no-store"
    return response


def _note(name: str, asked: dict[str, object]) -> None:
    whose = {"actor_id": current_user.id, "agency_id": current_user.agency_id}
    audit_aside("exported", "report", name, **whose, filters=asked)

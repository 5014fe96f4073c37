"""What is ready as a file to be uploaded to SIASN by hand, its identifiers filled in."""

from flask import Response
from flask_login import current_user

from lms.foundation import clock
from lms.foundation.audit import audit_aside
from lms.foundation.errors import NotFound
from lms.foundation.spreadsheets import csv_text
from lms.siasn import policies, queries
from lms.siasn.answers import Kind
from lms.siasn.queries import Standing, Wish
from lms.siasn.queries.laid_out import COLUMNS
from lms.siasn.views.blueprint import NOT_YOURS, bp, keeping, rules_today, within
from lms.web.access import ensure
from lms.web.downloads import attachment


@bp.get("/siasn/files/<kind>.csv")
def ready_file(kind: str) -> Response:
    """Records that are ready, of all years."""
    agency_id = keeping()
    ensure(policies.may_send(agency_id, current_user.id), NOT_YOURS)
    if kind not in set(Kind):
        raise NotFound
    rules = rules_today(agency_id)
    ready = queries.list_sendable(within(agency_id), rules, Wish(standing=Standing.READY))
    laid = queries.laid_out(agency_id, rules, ready)
    rows = [laid[each] for each in ready if laid[each].kind == kind]
    told = {"actor_id": current_user.id, "agency_id": agency_id}
    audit_aside("exported", f"siasn-{kind}", agency_id, **told, many=len(rows))
    columns = COLUMNS[Kind(kind)]
    cells = [[each.cells.get(name) for name in columns] for each in rows]
    return attachment(csv_text([columns, *cells]), f"siasn-{kind}-{clock.today()}.csv")

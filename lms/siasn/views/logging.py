"""The send log: every step of every record, as a page and as a file."""

from collections.abc import Iterator

from flask import Response, render_template, request
from flask.typing import ResponseReturnValue
from flask_login import current_user

from lms.foundation import clock
from lms.foundation.audit import audit_aside
from lms.foundation.spreadsheets import Value, csv_text
from lms.siasn import policies, queries, shown
from lms.siasn.views.blueprint import NOT_YOURS, bp, keeping, within
from lms.siasn.wording import STEPS
from lms.web.access import ensure
from lms.web.downloads import attachment

PAGE, RECENT = 50, 10
MOST = 100_000
HEAD = ("at", "nip", "name", "course", "step", "said", "siasn_id", "sending", "by")


@bp.get("/siasn/log")
def log() -> ResponseReturnValue:
    agency_id = keeping()
    ensure(policies.may_send(agency_id, current_user.id), NOT_YOURS)
    before = request.args.get("before", type=int)
    found = queries.list_steps(within(agency_id), before, PAGE + 1)
    return render_template(
        "siasn/log.html",
        steps=found[:PAGE],
        older=found[PAGE - 1].id if len(found) > PAGE else None,
        sendings=[] if before else queries.sendings(agency_id, RECENT),
        before=before,
    )


@bp.get("/siasn/log.csv")
def log_file() -> Response:
    agency_id = keeping()
    ensure(policies.may_send(agency_id, current_user.id), NOT_YOURS)
    rows = list(_rows(agency_id))
    told = {"actor_id": current_user.id, "agency_id": agency_id}
    audit_aside("exported", "siasn-log", agency_id, **told, many=len(rows))
    return attachment(csv_text([HEAD, *rows]), f"siasn-{clock.today()}.csv")


def _rows(agency_id: int) -> Iterator[list[Value]]:
    for each in queries.list_steps(within(agency_id), None, MOST):
        moment = clock.local(each.at).isoformat(timespec="seconds")
        step, said = str(STEPS[each.kind]), str(shown.told(each.said))
        about = [each.nip, each.name, each.course_title]
        yield [moment, *about, step, said, each.siasn_id, each.sending_id, each.by or ""]

"""Who is past the day by which a course was to be completed."""

from flask import render_template, url_for
from flask.typing import ResponseReturnValue

from lms.foundation import clock
from lms.foundation.language import say
from lms.foundation.spreadsheets import grouped
from lms.identity.queries import units_within
from lms.reports import asked, policies, queries
from lms.reports.exporting import attachment
from lms.reports.shown import assigned_name
from lms.reports.views.blueprint import NOT_YOURS, bp, read
from lms.web.access import ensure
from lms.web.paging import page_asked

HEAD = (
    say("Nama"),
    say("NIP"),
    say("Unit kerja"),
    say("Kursus"),
    say("Tenggat"),
    say("Hari lewat"),
    say("Penugasan"),
)


@bp.get("/overdue")
def overdue() -> ResponseReturnValue:
    scope = read()
    ensure(policies.may_read(scope), NOT_YOURS)
    units = {each.id: each.name for each in units_within(scope)}
    unit = asked.number("unit", 0, list(units))

    def turn(page: int) -> str:
        return url_for("reports.overdue", unit=unit or None, page=page)

    return render_template(
        "reports/overdue.html",
        units=queries.late_by_unit(scope),
        unit=units.get(unit),
        people=queries.list_late(scope, page_asked(), unit or None),
        today=clock.today(),
        unit_id=unit or None,
        turn=turn,
    )


@bp.get("/overdue/export")
def overdue_export() -> ResponseReturnValue:
    """All who are late."""
    scope = read()
    ensure(policies.may_read(scope), NOT_YOURS)
    unit = asked.number("unit", 0, [each.id for each in units_within(scope)])
    today = clock.today()
    lines = (
        [
            *(it.name, grouped(it.nip), it.unit, it.course, it.due_on.isoformat()),
            *((today - it.due_on).days, str(assigned_name(it.assigned))),
        ]
        for it in queries.list_late(scope, None, unit or None).rows
    )
    return attachment("tenggat", HEAD, lines, unit=unit or None)

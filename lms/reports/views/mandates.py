"""Who is past the day by which a mandate asks for a course."""

from collections.abc import Sequence
from typing import Any

from flask import render_template, url_for
from flask.typing import ResponseReturnValue

from lms.foundation import clock
from lms.foundation.database import AnyRow
from lms.foundation.language import say
from lms.identity.queries import Scope, masked, units_within
from lms.reports import asked, policies, queries
from lms.reports.exporting import attachment
from lms.reports.views.blueprint import NOT_YOURS, bp, read
from lms.web.access import ensure
from lms.web.paging import page_asked

HEAD = (
    *(say("Nama"), say("NIP"), say("Unit kerja"), say("Kewajiban"), say("Kursus")),
    *(say("Tenggat"), say("Hari lewat")),
)


def _chosen(scope: Scope, known: Sequence[AnyRow]) -> tuple[AnyRow | None, int | None]:
    """The unit and the mandate that the address asks for, where these are in the scope."""
    units = {each.id: each for each in units_within(scope)}
    unit = units.get(asked.number("unit", 0, list(units)))
    return unit, asked.number("mandate", 0, [each.id for each in known]) or None


@bp.get("/mandates")
def mandates() -> ResponseReturnValue:
    scope = read()
    ensure(policies.may_read(scope), NOT_YOURS)
    known = queries.mandates_owed(scope)
    unit, mandate = _chosen(scope, known)
    kept: dict[str, Any] = {"unit": unit.id if unit else None, "mandate": mandate}
    path = unit.path if unit else ""
    return render_template(
        "reports/mandates.html",
        units=queries.owed_by_unit(scope, mandate),
        unit=unit,
        mandate=mandate,
        known={each.id: each.title for each in known},
        people=queries.list_owed(scope, page_asked(), path, mandate),
        today=clock.today(),
        kept=kept,
        turn=lambda page: url_for("reports.mandates", page=page, **kept),
    )


@bp.get("/mandates/export")
def mandates_export() -> ResponseReturnValue:
    """All who are late, NIPs masked as on screen."""
    scope = read()
    ensure(policies.may_read(scope), NOT_YOURS)
    unit, mandate = _chosen(scope, queries.mandates_owed(scope))
    today = clock.today()
    lines = (
        [
            *(it.name, masked(it.nip), it.unit, it.mandate, it.course),
            *(it.due_on.isoformat(), (today - it.due_on).days),
        ]
        for it in queries.list_every_owed(scope, unit.path if unit else "", mandate)
    )
    wanted = {"unit": unit.id if unit else None, "mandate": mandate}
    return attachment("kewajiban", HEAD, lines, **wanted)

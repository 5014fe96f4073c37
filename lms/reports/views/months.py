"""Completions and certificates, month by month."""

from functools import partial

from flask import render_template, url_for
from flask.typing import ResponseReturnValue

from lms.foundation.errors import NotFound
from lms.foundation.language import say
from lms.foundation.spreadsheets import grouped
from lms.reports import asked, policies, queries
from lms.reports.exporting import attachment
from lms.reports.queries import Month
from lms.reports.shown import month_name
from lms.reports.views.blueprint import NOT_YOURS, bp, read
from lms.web.access import ensure
from lms.web.paging import page_asked

PEOPLE = (say("Nama"), say("NIP"), say("Unit kerja"), say("Kursus"), say("Tanggal"))
HEAD = (say("Bulan"), say("Penyelesaian"), say("Sertifikat"))


@bp.get("/months")
def months() -> ResponseReturnValue:
    scope = read()
    ensure(policies.may_read(scope), NOT_YOURS)
    years = queries.years()
    year = asked.year(years)
    found = queries.by_month(scope, year)
    return render_template("reports/months.html", months=found, year=year, years=years)


@bp.get("/months/export")
def months_export() -> ResponseReturnValue:
    scope = read()
    ensure(policies.may_read(scope), NOT_YOURS)
    year = asked.year(queries.years())
    lines = map(partial(_line, year), queries.by_month(scope, year))
    return attachment("bulanan", HEAD, lines, year=year)


def _line(year: int, it: Month) -> list[str | int | None]:
    return [f"{year}-{it.number:02}", it.completions, it.certificates]


@bp.get("/months/<int:month>/<kind>")
def month(month: int, kind: str) -> ResponseReturnValue:
    """The people behind one figure."""
    scope = read()
    ensure(policies.may_read(scope), NOT_YOURS)
    _ensure_there(month, kind)
    year = asked.year(queries.years())

    def turn(page: int) -> str:
        return url_for("reports.month", month=month, kind=kind, year=year, page=page)

    return render_template(
        "reports/month.html",
        people=queries.list_of_month(scope, kind, year, month, page_asked()),
        kind=kind,
        year=year,
        month=month_name(month),
        file=url_for("reports.month_export", month=month, kind=kind, year=year),
        turn=turn,
    )


def _ensure_there(month: int, kind: str) -> None:
    """Raises NotFound."""
    if month not in range(1, 13) or kind not in queries.KINDS:
        raise NotFound


@bp.get("/months/<int:month>/<kind>/export")
def month_export(month: int, kind: str) -> ResponseReturnValue:
    """All of them, whatever the page shows."""
    scope = read()
    ensure(policies.may_read(scope), NOT_YOURS)
    _ensure_there(month, kind)
    year = asked.year(queries.years())
    people = queries.list_of_month(scope, kind, year, month, None).rows
    lines = ([it.name, grouped(it.nip), it.unit, it.course, it.day.isoformat()] for it in people)
    name = f"orang-{'penyelesaian' if kind == 'completions' else 'sertifikat'}"
    return attachment(name, PEOPLE, lines, year=year, month=month)

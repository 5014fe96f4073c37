"""What learning counts in the index of professionalism of ASN, by unit, and who stands where."""

from typing import Any

from flask import render_template, url_for
from flask.typing import ResponseReturnValue

from lms.foundation.language import Sentence, say
from lms.foundation.spreadsheets import grouped
from lms.identity.queries import units_within
from lms.reports import asked, policies, queries
from lms.reports.exporting import attachment
from lms.reports.queries import BANDS, Spread
from lms.reports.shown import band_name
from lms.reports.views.blueprint import NOT_YOURS, bp, read
from lms.web.access import ensure
from lms.web.paging import page_asked

PEOPLE = (say("Nama"), say("NIP"), say("Unit kerja"), say("Angka"))
HEAD: tuple[Sentence | str, ...] = (
    *(say("Unit kerja"), say("Orang")),
    *map(band_name, BANDS),
    say("Rata-rata"),
)
EVERY = -1  # band, where none is asked for


@bp.get("/professionalism")
def professionalism() -> ResponseReturnValue:
    scope = read()
    ensure(policies.may_read(scope), NOT_YOURS)
    years = queries.years()
    year = asked.year(years)
    whole, *units = queries.spread(scope, year)
    return render_template(
        "reports/professionalism.html",
        whole=whole,
        units=units,
        most=max(1, *whole.bands.values()),
        year=year,
        years=years,
    )


@bp.get("/professionalism/export")
def professionalism_export() -> ResponseReturnValue:
    scope = read()
    ensure(policies.may_read(scope), NOT_YOURS)
    year = asked.year(queries.years())
    _, *units = queries.spread(scope, year)
    return attachment("ip-asn", HEAD, map(_line, units), year=year)


def _line(it: Spread) -> list[str | int | None]:
    return [it.name, it.people, *it.bands.values(), f"{it.mean:.2f}"]


@bp.get("/professionalism/people")
def estimates() -> ResponseReturnValue:
    """The people behind a figure."""
    scope = read()
    ensure(policies.may_read(scope), NOT_YOURS)
    units = {each.id: each.name for each in units_within(scope)}
    year, narrowed = _narrowed(list(units))

    def turn(page: int) -> str:
        return url_for("reports.estimates", year=year, page=page, **narrowed)

    return render_template(
        "reports/estimates.html",
        people=queries.list_estimates(
            scope, year, page_asked(), narrowed["unit"], narrowed["band"]
        ),
        unit=units.get(narrowed["unit"] or 0),
        band=narrowed["band"],
        year=year,
        file=url_for("reports.estimates_export", year=year, **narrowed),
        turn=turn,
    )


def _narrowed(units: list[int]) -> tuple[int, dict[str, Any]]:
    """The year, and the unit and the band that the address names, where it does."""
    unit, band = asked.number("unit", 0, units), asked.number("band", EVERY, BANDS)
    narrowed = {"unit": unit or None, "band": None if band == EVERY else band}
    return asked.year(queries.years()), narrowed


@bp.get("/professionalism/people/export")
def estimates_export() -> ResponseReturnValue:
    """All of them, whatever the page shows."""
    scope = read()
    ensure(policies.may_read(scope), NOT_YOURS)
    year, narrowed = _narrowed([each.id for each in units_within(scope)])
    people = queries.list_estimates(scope, year, None, narrowed["unit"], narrowed["band"]).rows
    lines = ([it["name"], grouped(it["nip"]), it["unit"], f"{it['points']:.2f}"] for it in people)
    return attachment("orang-ip-asn", PEOPLE, lines, year=year, **narrowed)

"""A year's JP by unit and kind of staff, with the people behind each sum."""

import re
from dataclasses import dataclass, replace
from datetime import date

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from lms.foundation import clock
from lms.foundation.database import AnyRow
from lms.foundation.errors import Invalid, NotFound
from lms.foundation.language import say
from lms.identity.models import StaffKind
from lms.identity.queries import Scope, units_within
from lms.records import actions, exporting, fulfilling, policies, queries, sought
from lms.records.actions import Wish
from lms.records.queries import PEOPLE_PAGE, PEOPLE_SORTS, STANDINGS, Among
from lms.records.sought import Sought
from lms.records.views.blueprint import NOT_YOURS, bp, listed
from lms.records.views.exports import handed_over, offered
from lms.web.access import ensure
from lms.web.errors import lead_back

YEARS = 6  # that are offered, this one among them
ALL = "all"


@dataclass(frozen=True)
class People(Sought):
    """What narrows the sums, and the list behind them."""

    sort: str = "-missing"
    year: int = 0  # this year
    unit: int = 0  # all of the scope
    kind: str = ALL
    standing: str = ALL


@dataclass(frozen=True)
class Asked:
    wish: People
    scope: Scope
    units: list[AnyRow]
    unit: AnyRow | None

    @property
    def year(self) -> int:
        return self.wish.year or clock.today().year

    @property
    def among(self) -> Among:
        """On the last day of the year, or today where it is not over."""
        return Among(
            day=min(clock.today(), date(self.year, 12, 31)),
            unit_path=self.unit.path if self.unit else "",
            kind=None if self.wish.kind == ALL else StaffKind(self.wish.kind),
            standing="" if self.wish.standing == ALL else self.wish.standing,
            words=self.wish.words,
        )


def _asked() -> Asked:
    """Raises NotFound for a unit outside one's scope."""
    scope = listed()
    lead_back(url_for("records.fulfilment"), say("Kembali ke pemenuhan JP"))
    given, units = request.args, list(units_within(scope))
    wish = People(
        words=sought.words(given),
        sort=sought.order(given, PEOPLE_SORTS, "-missing"),
        year=_year(given.get("year", "")),
        unit=_number(given.get("unit", "")),
        kind=sought.one_of(given, "kind", {*StaffKind, ALL}, ALL),
        standing=sought.one_of(given, "standing", {*STANDINGS, ALL}, ALL),
    )
    unit = next((it for it in units if it.id == wish.unit), None)
    if wish.unit and unit is None:
        raise NotFound
    return Asked(wish, scope, units, unit)


def _number(value: str) -> int:
    return int(value) if re.fullmatch(r"[0-9]{1,9}", value) else 0


def years() -> list[int]:
    return [clock.today().year - ago for ago in range(YEARS)]


def _year(value: str) -> int:
    """As the address has it: this year goes without saying."""
    if not value:
        return 0
    if _number(value) not in years():
        raise Invalid(say("Tahun “%(value)s” tidak ada di daftar.", value=value[:40]))
    return 0 if int(value) == clock.today().year else int(value)


@bp.get("/register/fulfilment")
def fulfilment() -> ResponseReturnValue:
    asked = _asked()
    ensure(policies.may_list(asked.scope), NOT_YOURS)
    among = replace(asked.among, kind=None, standing="", words="")
    counted = queries.fulfilment_by_unit(asked.scope, among)
    return render_template(
        "records/fulfilment/index.html",
        asked=asked,
        wish=asked.wish,
        years=years(),
        total=fulfilling.summed(counted),
        kinds=fulfilling.by_kind(counted),
        branches=fulfilling.branches(asked.units, counted, among.unit_path),
        claims=queries.claims_in_year(asked.scope, asked.year, among.unit_path),
        people=_people,
    )


@bp.get("/register/fulfilment/people")
def fulfilment_people() -> ResponseReturnValue:
    asked = _asked()
    ensure(policies.may_list(asked.scope), NOT_YOURS)
    wish, among, scope = asked.wish, asked.among, asked.scope
    total = queries.list_fulfilment_size(scope, among)
    page, pages = sought.page(request.args, total, PEOPLE_PAGE)
    return render_template(
        "records/fulfilment/people.html",
        asked=asked,
        wish=wish,
        years=years(),
        rows=queries.list_fulfilment_page(scope, among, wish.column, page, down=wish.down),
        total=total,
        page=page,
        pages=pages,
        first=(page - 1) * PEOPLE_PAGE + 1,
        address=_people,
    )


def _people(wish: People) -> str:
    return url_for("records.fulfilment_people", **wish.address())


@bp.get("/register/fulfilment/export")
def export_fulfilment() -> ResponseReturnValue:
    """The list behind, all pages of it, as a spreadsheet opens it; taking it is noted."""
    asked = _asked()
    ensure(policies.may_list(asked.scope), NOT_YOURS)
    wish, total = people_wish()
    if total > actions.LARGE:
        return offered(total, of="fulfilment")
    body, written = exporting.in_memory(
        lambda file: exporting.write_people(file, asked.scope, asked.among, wish.sort)
    )
    told = {"rows": written.rows, "sha256": written.sha256}
    actions.note_people_export(current_user.id, current_user.agency_id, asked.among, told)
    return handed_over(body, f"pemenuhan-jp-{asked.year}", "csv")


def people_wish() -> tuple[Wish, int]:
    """What the address asks of people and their JP, and how many they are."""
    asked = _asked()
    wish = Wish(asked.among, sort=asked.wish.sort)
    return wish, queries.list_fulfilment_size(asked.scope, asked.among)

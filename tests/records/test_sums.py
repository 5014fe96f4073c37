"""The register's figures are those of its rows, and these are the rows that are exported."""

import csv
import io
from datetime import date, timedelta
from itertools import product
from random import Random
from typing import Any

import pytest
from sqlalchemy import select

from cast import Cast
from lms.catalog.models import Course
from lms.foundation.database import db, transaction
from lms.identity.models import Unit
from lms.identity.queries import Scope
from lms.records import queries
from lms.records.actions import Change, correct_completion
from lms.records.exporting import Form, write
from lms.records.queries import Wanted
from registers import Register

PEOPLE = ("rani", "dedi", "yusuf", "nurul", "lestari")
TITLES = ("Arsip", "Naskah Dinas", "Loket Kota")
FORMS = (16, 9)
RECORDS = 60
Row = dict[str, Any]


@pytest.fixture
def rows(register: Register, cast: Cast) -> list[Row]:
    """What was written, as the test itself knows it: some of it corrected afterwards."""
    chance = Random(20)
    written = []
    for _ in range(RECORDS):
        someone = cast.people[chance.choice(PEOPLE)]
        row = {
            "nip": someone.nip,
            "name": someone.name,
            "unit": someone.unit_id,
            "agency": someone.agency_id,
            "on": date(2025, 1, 1) + timedelta(days=chance.randrange(700)),
            "jp": chance.randrange(7),
            "title": chance.choice(TITLES),
            "form": chance.choice(FORMS),
        }
        row["id"] = register.add(someone, row["on"], row["jp"], row["title"], row["form"])
        written.append(row)
    with transaction():
        for row in written[::7]:
            row["jp"] += 1
            correct_completion(row["id"], cast.siti.id, "satu lagi", Change(jp=row["jp"]))
    return written


def exported(scope: Scope, wanted: Wanted) -> list[dict[str, str]]:
    file = io.BytesIO()
    write(file, Form("csv"), scope, wanted)
    return list(csv.DictReader(io.StringIO(file.getvalue().decode(), newline="")))


def test_whatever_is_asked_they_add_up(rows: list[Row], cast: Cast) -> None:
    db.session.rollback()
    paths = {unit.id: unit.path for unit in db.session.scalars(select(Unit))}
    courses = {each.title: each.id for each in db.session.scalars(select(Course))}
    scopes = [queries.scope_of(who.id) for who in (cast.siti, cast.murni, cast.yusuf)]
    units = (None, cast.units["kominfo"], cast.units["aplikasi"])
    years, titles, forms, words = (
        (None, 2025, 2026),
        (None, *TITLES),
        (None, 9),
        ("", "ra", "YUSUF"),
    )
    for scope, unit, year, title, form, word in product(scopes, units, years, titles, forms, words):
        wanted = Wanted(
            since=date(year, 1, 1) if year else None,
            until=date(year, 12, 31) if year else None,
            unit_path=paths[unit] if unit else "",
            course_id=courses[title] if title else None,
            form_code=form,
            words=word,
        )
        expected = [
            row
            for row in rows
            if scope.holds(row["agency"], paths[row["unit"]])
            and (not unit or paths[row["unit"]].startswith(paths[unit]))
            and (not year or row["on"].year == year)
            and title in {None, row["title"]}
            and form in {None, row["form"]}
            and word.lower() in row["name"].lower()
        ]
        _agree(scope, wanted, expected)


def _agree(scope: Scope, wanted: Wanted, expected: list[Row]) -> None:
    """The test's own reckoning, the figures on the page, the page's rows and the file's."""
    sums, file = queries.register_sums(scope, wanted), exported(scope, wanted)
    told = (sums.completions, sums.people, sums.jp)
    assert told == (
        len(expected),
        len({row["nip"] for row in expected}),
        sum(row["jp"] for row in expected),
    ), wanted
    assert told == (
        len(file),
        len({row["nip"] for row in file}),
        sum(int(row["jp"]) for row in file),
    ), wanted
    positions = [int(row["position"]) for row in file]
    assert positions == sorted(positions)
    pages = range(1, -(-sums.completions // queries.PAGE) + 1)
    listed = [
        row.position for page in pages for row in queries.register_page(scope, wanted, "name", page)
    ]
    assert sorted(listed) == positions, wanted


def test_the_years_add_up_to_the_whole(rows: list[Row], cast: Cast) -> None:
    scope = queries.scope_of(cast.siti.id)
    years = [
        queries.register_sums(scope, Wanted(date(year, 1, 1), date(year, 12, 31)))
        for year in (2025, 2026)
    ]
    whole = queries.register_sums(scope, Wanted())
    assert sum(each.jp for each in years) == whole.jp
    assert sum(each.completions for each in years) == whole.completions


def test_the_ledger_adds_up_to_the_register(rows: list[Row], cast: Cast) -> None:
    """What each person is credited in their years is what their current records say."""
    db.session.rollback()
    for name in PEOPLE:
        someone = cast.people[name]
        credited = sum(jp for _, jp in queries.jp_by_year(someone.id))
        recorded = sum(each.jp for each in queries.completions_of(someone.id))
        assert credited == recorded == sum(r["jp"] for r in rows if r["nip"] == someone.nip), name

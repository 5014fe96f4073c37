"""What programs read: an agency's own, page by page, as the pages for people tell it."""

from datetime import date, timedelta
from io import BytesIO
from json import loads
from typing import Any

import pytest

from awards import issued, settle
from browser import Browser
from cast import Cast
from lms.api.shapes.records import Completion
from lms.certificates.actions import revoke
from lms.foundation import clock
from lms.foundation.database import transaction
from lms.identity.queries import Scope
from lms.records.actions import Change, correct_completion
from lms.records.exporting import Form, write
from lms.records.queries import Wanted
from registers import Register
from statements import statements
from tokens import Program, let_program_in

SQLITE = pytest.mark.parametrize("engine_url", ["sqlite"], indirect=True)
DAY = date(2026, 5, 4)


def all_of(program: Program, path: str) -> list[dict[str, Any]]:
    """Every page after another, each begun where the one before said."""
    found: list[dict[str, Any]] = []
    going_on = path
    while going_on:
        page = program.get(going_on)
        assert page.status_code == 200, page.text
        found += page.json["items"]
        told = page.json["next"]
        assert page.headers.get("Link") == (f'<{told}>; rel="next"' if told else None)
        going_on = (told or "").removeprefix("/api/v1")
    return found


def exported(cast: Cast) -> list[dict[str, Any]]:
    file = BytesIO()
    write(file, Form("jsonl"), Scope(frozenset({cast.province})), Wanted())
    return [loads(line, parse_float=str) for line in file.getvalue().splitlines()]


def test_completions_are_the_rows_of_the_export(
    cast: Cast, program: Program, register: Register
) -> None:
    mine = [register.add(cast.rani, DAY + timedelta(days=it)) for it in range(5)]
    register.add(cast.lestari, DAY)  # of the city
    settle(cast.province, cast.siti.id)
    number = issued(mine[0]).number
    read = all_of(program, "/completions?limit=2")
    assert read == exported(cast)
    assert tuple(read[0]) == Completion.__struct_fields__
    assert [it["completion_id"] for it in read] == [str(it) for it in mine]
    assert read[0]["certificate_number"] == number
    assert read[0]["score"] == "82.50"
    assert read[0]["completed_at"].endswith("+07:00")
    position = program.get("/completions").json["position"]
    with transaction():
        late = correct_completion(mine[1], cast.siti.id, "JP keliru", Change(jp=2)).id
    rest = program.get(f"/completions?since={position}").json
    assert [(it["completion_id"], it["replaces"]) for it in rest["items"]] == [
        (str(late), str(mine[1]))
    ]
    assert program.get(f"/completions?since={rest['position']}").json["items"] == []
    assert program.get(f"/completions/{late}").json == rest["items"][0]
    assert program.get(f"/completions/{mine[1]}").status_code == 404  # it was replaced


def test_filters_narrow_what_is_told(cast: Cast, program: Program, register: Register) -> None:
    first = register.add(cast.rani, DAY)
    second = register.add(cast.wati, DAY + timedelta(days=1), title="Lain", form=13)
    for asked, wanted in {
        "completed_until=2026-05-04": [first],
        "completed_since=2026-05-05": [second],
        "unit=KOMINFO": [first],
        "course=lain": [second],
        "form_code=13": [second],
        f"person={cast.rani.id}": [first],
        "unit=KOMINFO&course=lain": [],
    }.items():
        found = program.get(f"/completions?{asked}").json["items"]
        assert [it["completion_id"] for it in found] == [str(it) for it in wanted], asked
    people = program.get("/people?unit=KOMINFO&staff_kind=pppk").json["items"]
    assert [it["id"] for it in people] == [cast.dedi.id]
    years = {it["person_id"]: it for it in program.get("/jp?unit=KOMINFO").json["items"]}
    assert years.keys() == {cast.rani.id, cast.dedi.id, cast.yusuf.id, cast.hendra.id}
    assert (years[cast.rani.id]["credited"], years[cast.rani.id]["missing"]) == (4, 16)
    assert years[cast.dedi.id]["since"] == "2026-03-01"  # of the contract
    one = program.get(f"/jp/{cast.rani.id}?year=2026").json
    assert [(it["form_code"], it["jp"]) for it in one["by_form"]] == [(16, 4)]
    assert program.get(f"/jp/{cast.rani.id}?year=2025").json["credited"] == 0


def test_a_program_sees_its_own_agency_only(
    browser: Browser, cast: Cast, register: Register
) -> None:
    city = Program(browser, let_program_in(cast.murni))
    hidden = register.add(cast.rani, DAY)
    assert all_of(city, "/completions") == []
    assert city.get(f"/completions/{hidden}").status_code == 404
    assert {it["name"] for it in all_of(city, "/people?limit=1")} == {
        "Lestari Handayani",
        "Yusnita Murni",
    }
    assert city.get(f"/people/{cast.rani.id}").status_code == 404
    assert city.get(f"/jp/{cast.rani.id}").status_code == 404
    assert city.get(f"/units/{cast.units['bkd']}").status_code == 404
    assert [it["code"] for it in all_of(city, "/units")] == ["DUKCAPIL"]
    assert all_of(city, "/courses") == []
    assert city.get("/people?unit=BKD").status_code == 422
    both = {"nips": [cast.rani.nip, cast.lestari.nip]}
    found = city.post("/people/search", both).json["items"]
    assert [it["nip"] for it in found] == [cast.lestari.nip]


def test_certificates_tell_what_became_of_them(
    cast: Cast, program: Program, register: Register
) -> None:
    settle(cast.province, cast.siti.id)
    given = [issued(register.add(cast.rani, DAY + timedelta(days=it))) for it in range(3)]
    with transaction():
        revoke(given[1].id, "Keliru terbit", cast.siti.id)
    told = all_of(program, "/certificates?limit=1")
    assert [it["id"] for it in told] == [str(it.id) for it in given]
    assert [it["status"] for it in told] == ["issued", "revoked", "issued"]
    assert program.browser.get(told[1]["address"]).status_code == 200
    revoked = program.get("/certificates?status=revoked").json["items"]
    assert revoked == [told[1]]
    assert program.get(f"/certificates/{given[1].id}").json == told[1]
    assert program.get("/certificates?year=2020").json["items"] == []


@SQLITE
def test_a_cursor_is_good_for_its_question_only(program: Program) -> None:
    going_on = program.get("/people?limit=2").json["next"].removeprefix("/api/v1")
    assert program.get(going_on).status_code == 200
    assert program.get(going_on.replace("limit=2", "limit=1")).status_code == 200
    cursor = going_on.partition("cursor=")[2]
    for wrong in (
        f"/people?staff_kind=pns&cursor={cursor}",
        f"/units?cursor={cursor}",
        f"/people?cursor={cursor[:-1]}",
        f"/people?cursor=x{cursor}",
    ):
        refused = program.get(wrong)
        assert refused.status_code == 422
        assert refused.json["type"].endswith("/api#cursor-unknown")


@SQLITE
def test_what_did_not_change_is_not_sent_again(cast: Cast, program: Program) -> None:
    for path in ("/people", f"/people/{cast.rani.id}", "/openapi.json"):
        first = program.get(path)
        again = program.get(path, If_None_Match=first.headers["ETag"])
        assert (again.status_code, again.data) == (304, b"")
        assert again.headers["ETag"] == first.headers["ETag"]
        assert program.get(path, If_None_Match='W/"other"').status_code == 200
        packed = program.get(path, Accept_Encoding="gzip", If_None_Match=first.headers["ETag"])
        assert packed.status_code == 304


BUDGETS = {
    "/completions?limit=3": 2,
    "/completions?unit=KOMINFO&course=naskah-dinas": 4,
    "/people": 2,
    "/people?unit=KOMINFO": 3,
    "/units": 2,
    "/courses": 2,
    "/courses/melayani-lewat-layar": 3,
    "/certificates": 2,
    "/jp": 3,
}


def test_no_list_asks_more_for_more_rows(cast: Cast, program: Program, register: Register) -> None:
    for each in range(5):
        register.add(cast.rani, DAY + timedelta(days=each))
    program.get("/units")  # its use is noted
    for path, most in BUDGETS.items():
        with statements() as asked:
            program.get(path)
        asked.at_most(most)
    with clock.at(clock.now() + timedelta(minutes=6)), statements() as asked:
        program.get("/units")
    asked.at_most(3)  # and its use

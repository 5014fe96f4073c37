"""An administrator gives and ends roles, closes accounts and hands out codes, within a scope."""

import re
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select
from werkzeug.test import TestResponse

from browser import Browser
from cast import SINCE, Cast, Someone, sign_in
from lms.foundation import clock
from lms.foundation.audit import AuditEntry
from lms.foundation.database import db, transaction
from lms.identity import actions, queries
from lms.identity.models import Role

ONE_ENGINE = pytest.mark.parametrize("engine_url", ["sqlite"], indirect=True)
WHY = "SK 12/2026"


@pytest.fixture
def amin(app: Flask, cast: Cast) -> Browser:
    """The province's administrator at the desk."""
    return at_the_desk(app, cast.amin)


@pytest.fixture
def yusuf(app: Flask, cast: Cast) -> Browser:
    """Yusuf administers his own office only."""
    grant(cast.yusuf, Role.ADMINISTRATOR, cast.units["kominfo"])
    return at_the_desk(app, cast.yusuf)


def at_the_desk(app: Flask, someone: Someone) -> Browser:
    browser = app.test_client()
    assert isinstance(browser, Browser)
    sign_in(browser, someone)
    return browser


def grant(someone: Someone, role: Role, unit_id: int | None = None) -> int:
    with transaction():
        person = queries.person(someone.id)
        return actions.give_grant(person, role, someone.agency_id, since=SINCE, unit_id=unit_id).id


def page_of(someone: Someone, act: str = "") -> str:
    return f"/people/{someone.id}{act}"


def press(browser: Browser, address: str, **typed: str) -> TestResponse:
    """Send a form whether or not a page shows it to this person."""
    page = browser.get("/account").text
    token = page.split('name="csrf_token" value="')[1].split('"')[0]
    answer: TestResponse = browser.post(address, data={"csrf_token": token, **typed})
    return answer


def give(browser: Browser, someone: Someone, place: str, **more: str) -> tuple[int, str]:
    address = page_of(someone, "/roles/new")
    filled = {"role": "trainer", "place": place, "since": clock.today().isoformat(), "reason": WHY}
    done = press(browser, address, **(filled | more))
    return done.status_code, done.text


def test_a_role_is_given_and_ended_and_both_stand_in_the_history(amin: Browser, cast: Cast) -> None:
    last = clock.today() + timedelta(days=9)
    place = f"unit-{cast.units['kominfo']}"
    assert give(amin, cast.rani, place, last=last.isoformat())[0] == 302
    (held,) = queries.open_grants(cast.rani.id)
    assert (held.role, held.unit_id) == (Role.TRAINER, cast.units["kominfo"])
    assert held.until == last + timedelta(days=1)
    assert (held.given_by, held.reason) == (cast.amin.id, WHY)
    address = page_of(cast.rani, f"/roles/{held.id}/end")
    asked = amin.get(address)
    assert "Akhiri peran ini?" in asked.text
    assert queries.roles(cast.rani.id), "asking changes nothing"
    assert amin.submit(address, reason="").status_code == 422
    assert amin.submit(address, reason="SK 30").status_code == 302
    assert queries.open_grants(cast.rani.id) == []
    shown = amin.get(page_of(cast.rani)).text
    assert re.search(r"Peran diakhiri: Pengampu</strong>\s*<p>Dinas Komunikasi", shown)
    assert "SK 30" in shown
    assert "Amin Rahman" in shown
    assert amin.get(address).status_code == 404


@ONE_ENGINE
def test_a_role_is_not_given_for_wrong_days_or_twice(amin: Browser, cast: Cast) -> None:
    place, today = f"agency-{cast.province}", clock.today()
    before = (today - timedelta(days=1)).isoformat()
    assert "paling awal hari ini" in give(amin, cast.rani, place, since=before)[1]
    assert "berakhir sebelum mulai" in give(amin, cast.rani, place, last=before)[1]
    assert give(amin, cast.rani, place, reason="")[0] == 422
    assert queries.open_grants(cast.rani.id) == []
    assert give(amin, cast.rani, place)[0] == 302
    status, page = give(amin, cast.rani, place)
    assert status == 422
    assert "sudah dipegang" in page


@ONE_ENGINE
def test_the_page_is_closed_to_everybody_else(app: Flask, cast: Cast) -> None:
    for someone in (cast.rani, cast.siti, cast.yusuf, cast.wati):
        browser = at_the_desk(app, someone)
        assert browser.get("/people").status_code == 403
        assert browser.get(page_of(cast.dedi)).status_code == 403
        assert give(browser, cast.dedi, f"agency-{cast.province}")[0] == 403


@ONE_ENGINE
@pytest.mark.parametrize("act", ["/closing", "/opening", "/sessions/end", "/code"])
def test_no_act_is_open_to_who_administers_nobody_or_others(
    app: Flask, amin: Browser, cast: Cast, act: str
) -> None:
    siti = at_the_desk(app, cast.siti)
    assert press(siti, page_of(cast.rani, act), reason=WHY).status_code == 403
    assert press(amin, page_of(cast.lestari, act), reason=WHY).status_code == 404
    assert press(amin, page_of(cast.amin, act), reason=WHY).status_code == 403


@ONE_ENGINE
def test_nobody_gives_themselves_a_role_or_ends_their_own(amin: Browser, cast: Cast) -> None:
    assert give(amin, cast.amin, f"agency-{cast.province}")[0] == 403
    (own,) = queries.open_grants(cast.amin.id)
    grant(cast.siti, Role.ADMINISTRATOR)
    end = page_of(cast.amin, f"/roles/{own.id}/end")
    assert press(amin, end, reason=WHY).status_code == 403
    assert f"/roles/{own.id}/end" not in amin.get(page_of(cast.amin)).text


@ONE_ENGINE
def test_nobody_gives_a_role_above_their_scope(yusuf: Browser, cast: Cast) -> None:
    for place in (
        f"agency-{cast.province}",
        f"unit-{cast.units['pendidikan']}",
        f"unit-{cast.units['dukcapil']}",
        f"agency-{cast.city}",
        "unit-999",
        "x",
    ):
        assert give(yusuf, cast.rani, place)[0] == 422, place
    assert queries.open_grants(cast.rani.id) == []
    assert give(yusuf, cast.rani, f"unit-{cast.units['aplikasi']}")[0] == 302
    assert give(yusuf, cast.nurul, f"unit-{cast.units['aplikasi']}")[0] == 404


@ONE_ENGINE
def test_nobody_reaches_a_role_or_an_account_above_their_scope(yusuf: Browser, cast: Cast) -> None:
    """Dedi works in Yusuf's office, but his role is for all of the province."""
    above = grant(cast.dedi, Role.BKD_OFFICER)
    end = page_of(cast.dedi, f"/roles/{above}/end")
    assert press(yusuf, end, reason=WHY).status_code == 403
    for act in ("/code", "/closing", "/sessions/end"):
        assert press(yusuf, page_of(cast.dedi, act), reason=WHY).status_code == 403
    assert press(yusuf, page_of(cast.rani, "/code")).status_code == 200


@ONE_ENGINE
def test_a_role_here_of_somebody_elsewhere_can_be_ended_but_not_the_account(
    amin: Browser, cast: Cast
) -> None:
    with transaction():
        person = queries.person(cast.lestari.id)
        held = actions.give_grant(person, Role.TRAINER, cast.province, since=SINCE).id
    assert amin.get(page_of(cast.lestari)).status_code == 200
    closing = page_of(cast.lestari, "/closing")
    assert press(amin, closing, reason=WHY).status_code == 403
    end = page_of(cast.lestari, f"/roles/{held}/end")
    assert press(amin, end, reason=WHY).status_code == 302


@ONE_ENGINE
def test_the_last_administrator_of_the_agency_cannot_be_taken_away(
    app: Flask, amin: Browser, cast: Cast
) -> None:
    extra = grant(cast.siti, Role.ADMINISTRATOR)
    siti = at_the_desk(app, cast.siti)
    assert press(siti, page_of(cast.amin, "/closing"), reason=WHY).location
    # Amin is out; Siti is the last one, and the city's administrator does not reach her.
    grant(cast.murni, Role.ADMINISTRATOR)
    murni = at_the_desk(app, cast.murni)
    end = page_of(cast.siti, f"/roles/{extra}/end")
    assert press(murni, end, reason=WHY).status_code == 404
    assert press(siti, end, reason=WHY).status_code == 403
    assert Role.ADMINISTRATOR in queries.roles(cast.siti.id)


def test_an_account_is_closed_and_opened_again(app: Flask, amin: Browser, cast: Cast) -> None:
    rani = at_the_desk(app, cast.rani)
    assert amin.submit(page_of(cast.rani, "/closing"), reason="").status_code == 422
    assert rani.get("/account").status_code == 200
    assert amin.submit(page_of(cast.rani, "/closing"), reason=WHY).status_code == 302
    assert rani.get("/account").location.startswith("/sign-in")
    assert "Akun ini sedang ditutup" in amin.get(page_of(cast.rani)).text
    assert "Rani Anggraini" in amin.get("/people?state=barred").text
    assert press(amin, page_of(cast.rani, "/code")).status_code == 409
    assert give(amin, cast.rani, f"agency-{cast.province}")[0] == 422
    assert amin.submit(page_of(cast.rani, "/opening"), reason=WHY).status_code == 302
    assert sign_in(app.test_client(), cast.rani).status_code == 302
    told = select(AuditEntry.verb, AuditEntry.actor_id).where(AuditEntry.actor_id == cast.amin.id)
    verbs = [row.verb for row in db.session.execute(told.order_by(AuditEntry.id))]
    assert verbs == ["signed-in", "barred", "admitted"]


def test_sessions_are_ended(app: Flask, amin: Browser, cast: Cast) -> None:
    rani = at_the_desk(app, cast.rani)
    assert amin.submit(page_of(cast.rani), to=page_of(cast.rani, "/sessions/end")).location
    assert rani.get("/account").location.startswith("/sign-in")
    assert sign_in(rani, cast.rani).status_code == 302
    assert "Semua sesi diakhiri" in amin.get(page_of(cast.rani)).text


@ONE_ENGINE
def test_a_code_is_shown_once_and_lets_its_person_choose_a_password(
    app: Flask, amin: Browser, cast: Cast
) -> None:
    shown = amin.submit(page_of(cast.rani), to=page_of(cast.rani, "/code"))
    assert shown.headers["Cache-Control"] == "no-store"
    found = re.search(r"http://localhost(/password/\S+?)<", shown.text)
    assert found
    assert found[1] not in amin.get(page_of(cast.rani)).text
    assert amin.get(page_of(cast.rani, "/code")).status_code == 405
    rani = app.test_client()
    assert isinstance(rani, Browser)
    assert rani.submit(found[1], password="sampan kecil di hulu").location == "/sign-in"
    made = select(AuditEntry.actor_id).where(AuditEntry.verb == "asked-reset")
    assert db.session.scalars(made).one() == cast.amin.id


def test_people_are_found_by_name_or_whole_number_within_the_scope(
    amin: Browser, yusuf: Browser, cast: Cast
) -> None:
    assert "Rani Anggraini" in amin.get("/people?q=anggraini+ra").text
    assert "Rani Anggraini" in amin.get(f"/people?q={cast.rani.nip}").text
    assert cast.rani.nip not in amin.get("/people?q=rani").text
    assert "Tidak ada orang yang cocok" in amin.get(f"/people?q={cast.rani.nip[:9]}").text
    assert "Lestari" not in amin.get("/people").text.split("<main")[1]
    assert "Nurul" not in yusuf.get("/people").text.split("<main")[1]
    holding = amin.get("/people?state=holding").text
    assert "Wati Kusuma" in holding
    assert "Rani Anggraini" not in holding
    assert amin.get("/people?state=king").status_code == 404


@ONE_ENGINE
def test_a_long_list_is_turned_page_by_page(
    amin: Browser, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("lms.identity.queries.roster.PAGE", 3)
    monkeypatch.setattr("lms.identity.queries.PAGE", 3)
    names = [
        name
        for page in (1, 2, 3)
        for name in re.findall(r'href="/people/\d+">([^<]+)', amin.get(f"/people?page={page}").text)
    ]
    assert names == sorted(it.name for it in cast.people.values() if it.agency_id == cast.province)
    assert "Halaman 3" in re.sub("<[^>]+>", "", amin.get("/people?page=99").text)

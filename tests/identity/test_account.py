"""One's own account: what is shown, and ending the sessions of other browsers."""

from datetime import date

import pytest
from flask import Flask
from sqlalchemy import select

from browser import Browser
from cast import Cast, Someone, sign_in
from lms.foundation.database import db, transaction
from lms.foundation.errors import NotFound
from lms.identity import actions, policies, queries
from lms.identity.models import Post, SignIn, Unit

ONE_ENGINE = pytest.mark.parametrize("engine_url", ["sqlite"], indirect=True)
ANDROID = "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/130.0 Mobile Safari/537.36"
EDGE = "Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/130.0 Safari/537.36 Edg/130.0"


def at(app: Flask, agent: str, someone: Someone) -> Browser:
    """Somebody signed in at a browser of this name."""
    browser = app.test_client()
    browser.environ_base = {**browser.environ_base, "HTTP_USER_AGENT": agent}
    assert isinstance(browser, Browser)
    sign_in(browser, someone)
    return browser


def sessions(someone: Someone) -> list[int]:
    found = select(SignIn.id).where(SignIn.person_id == someone.id, SignIn.ended_at.is_(None))
    return list(db.session.scalars(found.order_by(SignIn.id)))


def test_rani_ends_the_session_on_her_phone_and_stays_in_here(app: Flask, cast: Cast) -> None:
    phone, desk = at(app, ANDROID, cast.rani), at(app, EDGE, cast.rani)
    page = desk.get("/account").text
    assert "Chrome, Android" in page
    assert "Edge, Windows" in page
    assert page.count(">Akhiri<") == 1, "this one is left by signing out"
    done = desk.submit("/account", to=f"/account/sign-ins/{sessions(cast.rani)[0]}/end")
    assert done.location == "/account"
    assert phone.get("/account").location.startswith("/sign-in")
    assert desk.get("/account").status_code == 200


def test_nobody_ends_the_session_of_another(app: Flask, browser: Browser, cast: Cast) -> None:
    at(app, EDGE, cast.rani)
    sign_in(browser, cast.dedi)
    token = browser.get("/account").text.split('name="csrf_token" value="')[1].split('"')[0]
    for number in (sessions(cast.rani)[0], 0, 2**70):
        end = f"/account/sign-ins/{number}/end"
        assert browser.post(end, data={"csrf_token": token}).status_code == 403
    assert len(sessions(cast.rani)) == 1


@ONE_ENGINE
def test_the_policy_and_the_act_refuse_it_each_by_itself(app: Flask, cast: Cast) -> None:
    at(app, EDGE, cast.rani)
    session = sessions(cast.rani)[0]
    assert policies.may_end(session, cast.rani.id)
    assert not policies.may_end(session, cast.dedi.id)
    with pytest.raises(NotFound), transaction():
        actions.end_sign_in(session, cast.dedi.id)


@ONE_ENGINE
def test_an_ended_session_cannot_be_ended_again(app: Flask, cast: Cast) -> None:
    at(app, EDGE, cast.rani)
    session = sessions(cast.rani)[0]
    with transaction():
        actions.end_sign_ins(cast.rani.id)
    assert not policies.may_end(session, cast.rani.id)


def test_the_page_shows_where_rani_works_and_worked_and_no_whole_nip(
    browser: Browser, cast: Cast
) -> None:
    with transaction():
        unit = db.session.get_one(Unit, cast.units["pendidikan"])
        post = db.session.scalars(select(Post).where(Post.agency_id == unit.agency_id)).first()
        assert post
        rani = queries.person(cast.rani.id)
        actions.place(rani, unit, post, "III/b", date(2024, 3, 1), cast.siti.id)
    sign_in(browser, cast.rani)
    page = browser.get("/account").text
    assert page.index("Dinas Pendidikan (III/b)") < page.index("Bidang Aplikasi (III/a)")
    assert "sejak 1 Maret 2024" in page
    assert "1 Januari 2020–29 Februari 2024" in page
    assert cast.rani.nip not in page
    assert "1991•••••004" in page


@ONE_ENGINE
def test_a_stranger_is_sent_to_sign_in(browser: Browser, cast: Cast) -> None:
    assert browser.get("/account").location == "/sign-in?next=/account"
    assert browser.post("/account/sign-ins/1/end").status_code in {400, 401}


@ONE_ENGINE
def test_the_look_is_chosen_here_and_kept(browser: Browser, cast: Cast) -> None:
    sign_in(browser, cast.rani)
    assert browser.submit("/account", to="/theme", theme="dark").location == "/account"
    page = browser.get("/account").text
    assert 'data-theme="dark"' in page
    assert 'value="dark" checked' in page
    browser.submit("/account", to="/theme", theme="")
    assert "data-theme" not in browser.get("/account").text


@ONE_ENGINE
@pytest.mark.parametrize("agent", ["", "<script>alert(1)</script>", "x" * 5000, "Nokia3310/1.0"])
def test_any_name_of_a_browser_is_taken(app: Flask, cast: Cast, agent: str) -> None:
    page = at(app, agent, cast.rani).get("/account")
    assert page.status_code == 200
    assert "<script>alert" not in page.text

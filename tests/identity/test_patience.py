"""Wrong tries are slowed down and remembered; nobody is locked out, and no stranger can do it."""

from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from browser import Browser
from cast import PASSWORD, Cast, Someone, sign_in
from lms.foundation import clock
from lms.foundation.database import db, transaction
from lms.foundation.jobs import Job
from lms.identity import actions, queries, throttle
from lms.identity.models import FailedSignIn
from lms.identity.throttle import BY_ADDRESS, BY_LETTERS, BY_NIP, BY_NIP_THERE, Patience

ONE_ENGINE = pytest.mark.parametrize("engine_url", ["sqlite"], indirect=True)
EIGHT = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)  # eight in the morning in Jambi
STEP = timedelta(seconds=1)


def try_wrong(browser: Browser, someone: Someone, times: int = 1) -> str:
    page = ""
    for _ in range(times):
        page = browser.submit("/sign-in", nip=someone.nip, password="tebakan").text
    return page


def stranger(app: Flask, address: str = "203.0.113.9") -> Browser:
    browser = app.test_client()
    browser.environ_base = {**browser.environ_base, "REMOTE_ADDR": address}
    assert isinstance(browser, Browser)
    return browser


def is_let_in(browser: Browser, someone: Someone) -> bool:
    return sign_in(browser, someone).status_code == 302


def test_after_five_wrong_tries_the_next_one_waits_and_then_the_right_one_passes(
    browser: Browser, cast: Cast
) -> None:
    with clock.at(EIGHT):
        assert "tidak cocok" in try_wrong(browser, cast.rani, 5)
        refused = sign_in(browser, cast.rani)
        assert refused.status_code == 422
        assert "Tunggu 1 detik" in refused.text
        assert "Akun Anda tidak dikunci" in refused.text
    with clock.at(EIGHT + STEP):
        assert is_let_in(browser, cast.rani)


def test_each_further_wrong_try_waits_twice_as_long(browser: Browser, cast: Cast) -> None:
    moment = EIGHT
    with clock.at(moment):
        try_wrong(browser, cast.rani, 5)
    for seconds in (1, 2, 4, 8):
        with clock.at(moment):
            assert f"Tunggu {seconds} detik" in try_wrong(browser, cast.rani)
        moment += timedelta(seconds=seconds)
        with clock.at(moment):
            assert "tidak cocok" in try_wrong(browser, cast.rani)


@ONE_ENGINE
def test_a_try_that_was_made_to_wait_is_not_counted(browser: Browser, cast: Cast) -> None:
    with clock.at(EIGHT):
        try_wrong(browser, cast.rani, 9)
    assert (
        len(db.session.scalars(select(FailedSignIn.id)).all()) == 5 * 3
    )  # each falls under three counts
    with clock.at(EIGHT + STEP):
        assert is_let_in(browser, cast.rani)


@ONE_ENGINE
def test_wrong_tries_are_forgotten_after_a_quarter_of_an_hour(browser: Browser, cast: Cast) -> None:
    with clock.at(EIGHT):
        try_wrong(browser, cast.rani, 5)
    with clock.at(EIGHT + timedelta(minutes=15, seconds=1)):
        assert "tidak cocok" in try_wrong(browser, cast.rani)
        assert is_let_in(browser, cast.rani)


def test_a_stranger_does_not_slow_the_browser_that_rani_has_signed_in_at(
    app: Flask, browser: Browser, cast: Cast
) -> None:
    with clock.at(EIGHT):
        sign_in(browser, cast.rani)
        browser.submit("/account", to="/sign-out")
        try_wrong(stranger(app), cast.rani, 6)
        assert not is_let_in(stranger(app), cast.rani), "from where the guesses come"
        assert is_let_in(browser, cast.rani)


def test_a_stranger_elsewhere_does_not_keep_rani_waiting_at_a_browser_never_used_before(
    app: Flask, cast: Cast
) -> None:
    moment = EIGHT
    for _ in range(60):  # as fast as one address may guess, for an hour
        with clock.at(moment):
            try_wrong(stranger(app), cast.rani)
            assert is_let_in(stranger(app, "198.51.100.7"), cast.rani)
        moment += timedelta(minutes=1)


def test_guesses_at_one_person_from_very_many_addresses_are_slowed_and_never_locked(
    app: Flask, cast: Cast
) -> None:
    secret = app.config["SECRET_KEY"]
    with clock.at(EIGHT):
        for number in range(BY_NIP.free + 10):
            throttle.tries(secret, cast.rani.nip, f"203.0.113.{number}", None).note()
        assert not is_let_in(stranger(app, "198.51.100.7"), cast.rani)
        assert is_let_in(stranger(app, "198.51.100.7"), cast.dedi)
    with clock.at(EIGHT + timedelta(seconds=BY_NIP.longest)):
        assert is_let_in(stranger(app, "198.51.100.7"), cast.rani)


@ONE_ENGINE
def test_a_whole_network_of_ipv6_counts_as_one_address(app: Flask, cast: Cast) -> None:
    secret = app.config["SECRET_KEY"]
    with clock.at(EIGHT):
        for number in range(BY_NIP_THERE.free):
            throttle.tries(secret, cast.rani.nip, f"2001:db8::{number}", None).note()
        assert not is_let_in(stranger(app, "2001:db8::ffff:9"), cast.rani)
        assert is_let_in(stranger(app, "2001:db8:0:1::9"), cast.rani)
    assert throttle.neighbourhood("::ffff:203.0.113.9") == "203.0.113.9"


@ONE_ENGINE
def test_letters_asked_for_without_end_from_one_address_are_slowed(app: Flask, cast: Cast) -> None:
    secret = app.config["SECRET_KEY"]
    with clock.at(EIGHT):
        for _ in range(BY_LETTERS.free):
            throttle.letters(secret, "203.0.113.9").note()
        before = len(db.session.scalars(select(Job.id)).all())
        refused = stranger(app).submit("/password", nip="199001012015031009")
        assert refused.status_code == 422
        assert "Tunggu 1 detik" in refused.text
        assert len(db.session.scalars(select(Job.id)).all()) == before
        assert (
            stranger(app, "203.0.113.8").submit("/password", nip=cast.rani.nip).status_code == 200
        )
    with clock.at(EIGHT + STEP):
        assert stranger(app).submit("/password", nip=cast.rani.nip).status_code == 200
        assert "Tunggu 2 detik" in stranger(app).submit("/password", nip=cast.rani.nip).text


@ONE_ENGINE
def test_guesses_at_the_known_browser_are_slowed_as_well(browser: Browser, cast: Cast) -> None:
    with clock.at(EIGHT):
        sign_in(browser, cast.rani)
        browser.submit("/account", to="/sign-out")
        try_wrong(browser, cast.rani, 5)
        assert "Tunggu 1 detik" in try_wrong(browser, cast.rani)


@ONE_ENGINE
def test_a_browser_known_for_one_person_is_a_stranger_to_another(
    app: Flask, browser: Browser, cast: Cast
) -> None:
    with clock.at(EIGHT):
        sign_in(browser, cast.dedi)
        browser.submit("/account", to="/sign-out")
        try_wrong(stranger(app, "127.0.0.1"), cast.rani, 5)
        assert not is_let_in(browser, cast.rani)
        browser.set_cookie("known-browser", "0" * 32)
        assert not is_let_in(browser, cast.rani), "the mark cannot be made up"


@ONE_ENGINE
def test_wrong_tries_at_one_person_do_not_slow_another(browser: Browser, cast: Cast) -> None:
    with clock.at(EIGHT):
        try_wrong(browser, cast.rani, 6)
        assert is_let_in(browser, cast.dedi), "an office shares one address"


@ONE_ENGINE
def test_an_address_that_tries_many_people_is_slowed(app: Flask, cast: Cast) -> None:
    secret = app.config["SECRET_KEY"]
    with clock.at(EIGHT):
        for number in range(BY_ADDRESS.free):
            throttle.tries(secret, f"{number:018}", "203.0.113.9", None).note()
        guess = throttle.tries(secret, "9" * 18, "203.0.113.9", None)
        assert guess.seconds_to_wait() == 1
        assert throttle.tries(secret, "9" * 18, "203.0.113.8", None).seconds_to_wait() == 0
        assert not is_let_in(stranger(app), cast.rani)
        assert is_let_in(stranger(app, "203.0.113.8"), cast.rani)


@ONE_ENGINE
def test_guesses_from_an_office_do_not_slow_the_browsers_that_are_known_there(
    app: Flask, cast: Cast
) -> None:
    secret = app.config["SECRET_KEY"]
    rani, dedi = stranger(app), stranger(app)
    with clock.at(EIGHT):
        sign_in(rani, cast.rani)
        rani.submit("/account", to="/sign-out")
        for number in range(BY_ADDRESS.free + 10):
            throttle.tries(secret, f"{number:018}", "203.0.113.9", None).note()
        assert not is_let_in(dedi, cast.dedi)
        assert is_let_in(rani, cast.rani)


@ONE_ENGINE
def test_who_chose_a_new_password_by_letter_is_not_slowed_by_a_stranger(
    app: Flask, browser: Browser, cast: Cast
) -> None:
    with clock.at(EIGHT):
        try_wrong(stranger(app), cast.rani, 6)
        with transaction():
            code = actions.ask_reset(queries.person(cast.rani.id))
        browser.submit(f"/password/{code}", password="sampan kecil di hulu")
        assert sign_in(browser, cast.rani, "sampan kecil di hulu").status_code == 302


@ONE_ENGINE
def test_an_unknown_nip_is_slowed_like_a_known_one(browser: Browser, cast: Cast) -> None:
    nobody = Someone(0, "199001012015031009", "", 0, 0)
    with clock.at(EIGHT):
        try_wrong(browser, nobody, 5)
        assert "Tunggu 1 detik" in try_wrong(browser, nobody)


@ONE_ENGINE
def test_the_table_of_wrong_tries_tells_nobodys_nip_or_address(
    browser: Browser, cast: Cast
) -> None:
    try_wrong(browser, cast.rani)
    kept = " ".join(db.session.scalars(select(FailedSignIn.key)))
    assert cast.rani.nip not in kept
    assert "127.0.0.1" not in kept


@ONE_ENGINE
def test_old_wrong_tries_are_swept_out(browser: Browser, cast: Cast) -> None:
    with clock.at(EIGHT):
        try_wrong(browser, cast.rani, 2)
    with clock.at(EIGHT + throttle.KEPT + STEP):
        try_wrong(browser, cast.dedi)
    assert len(db.session.scalars(select(FailedSignIn.id)).all()) == 3


@given(st.integers(0, 10_000))
def test_patience_only_shrinks_and_never_below_its_end(tries: int) -> None:
    for patience in (BY_NIP_THERE, BY_NIP, BY_ADDRESS, BY_LETTERS, Patience(free=0, longest=1)):
        now, after = patience.wait(tries), patience.wait(tries + 1)
        assert now <= after <= timedelta(seconds=patience.longest)
        assert bool(now) == (tries >= patience.free)


def test_the_right_password_is_never_refused_for_longer_than_a_minute(
    browser: Browser, cast: Cast
) -> None:
    secret = browser.application.config["SECRET_KEY"]
    with clock.at(EIGHT):
        for _ in range(40):
            throttle.tries(secret, cast.rani.nip, "127.0.0.1", None).note()
        assert sign_in(browser, cast.rani, PASSWORD).status_code == 422
    with clock.at(EIGHT + timedelta(minutes=1)):
        assert is_let_in(browser, cast.rani)

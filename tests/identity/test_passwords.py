"""A new password, by letter or at one's own account."""

import email
import email.policy
import re
from datetime import timedelta
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select

from browser import Browser
from cast import PASSWORD, Cast, Someone, sign_in
from lms.foundation import clock
from lms.foundation.database import db, transaction
from lms.foundation.jobs import Job, JobState, work_once
from lms.identity import actions, queries
from lms.identity.models import PasswordReset

ONE_ENGINE = pytest.mark.parametrize("engine_url", ["sqlite"], indirect=True)
NEW = "perahu di batanghari"


def ask(browser: Browser, number: str) -> str:
    page = browser.submit("/password", nip=number)
    assert page.status_code == 200
    return page.text


def letters(app: Flask) -> list[str]:
    """What lies in the box, after the worker has had its turn."""
    while work_once():
        pass
    folder = Path(app.config["SETTINGS"].home) / "mail"
    read = (
        email.message_from_bytes(it.read_bytes(), policy=email.policy.default)
        for it in sorted(folder.glob("*.eml"), key=lambda it: it.stat().st_mtime_ns)
    )
    return [f"{letter['To']}\n{letter.get_content()}" for letter in read]


def address_in(letter: str) -> str:
    found = re.search(r"http://localhost(/password/\S+)", letter)
    assert found, letter
    return found[1]


def is_let_in(app: Flask, someone: Someone, password: str) -> bool:
    return sign_in(app.test_client(), someone, password).status_code == 302


def test_a_letter_brings_a_new_password(app: Flask, browser: Browser, cast: Cast) -> None:
    assert "Tautan berlaku dua jam" in ask(browser, cast.rani.nip)
    letter = letters(app)[0]
    assert letter.startswith("rani@contoh.go.id\nYth. Rani Anggraini,")
    done = browser.submit(address_in(letter), password=NEW)
    assert done.location == "/sign-in"
    assert "Kata sandi baru sudah berlaku" in browser.get("/sign-in").text
    assert is_let_in(app, cast.rani, NEW)
    assert not is_let_in(app, cast.rani, PASSWORD)


def test_the_job_is_done_and_neither_queue_nor_table_holds_the_code(
    app: Flask, browser: Browser, cast: Cast
) -> None:
    ask(browser, cast.rani.nip)
    code = address_in(letters(app)[0]).removeprefix("/password/")
    job = db.session.scalars(select(Job)).one()
    assert job.state == JobState.DONE, job.error
    assert code not in f"{job.arguments}{job.key}"
    assert db.session.scalars(select(PasswordReset.code_digest)).one() == actions.digest(code)


@ONE_ENGINE
def test_an_unknown_nip_gets_the_same_answer_and_no_letter(
    app: Flask, browser: Browser, cast: Cast
) -> None:
    with transaction():
        queries.person(cast.dedi.id).email = None
    answers = {ask(browser, number) for number in (cast.dedi.nip, "1" * 18)}
    assert letters(app) == []
    answers.add(ask(browser, cast.rani.nip))
    assert len(letters(app)) == 1
    assert len({re.sub(r'value="[^"]+"|content="[^"]+"', "", it) for it in answers}) == 1


@ONE_ENGINE
def test_as_much_is_written_for_an_unknown_nip_so_that_no_clock_tells(
    app: Flask, browser: Browser, cast: Cast
) -> None:
    nobody = "199001012015031009"
    for number in (cast.rani.nip, nobody):
        before = len(db.session.scalars(select(Job)).all())
        ask(browser, number)
        assert len(db.session.scalars(select(Job)).all()) == before + 1
    assert len(letters(app)) == 1
    jobs = db.session.scalars(select(Job)).all()
    assert {job.state for job in jobs} == {JobState.DONE}
    assert not [job for job in jobs if nobody in f"{job.key}{job.arguments}"]


@ONE_ENGINE
def test_a_letter_asked_for_twice_is_sent_once_in_five_minutes(
    app: Flask, browser: Browser, cast: Cast
) -> None:
    began = clock.now().replace(minute=0, second=0)
    for minutes, sent in ((0, 1), (1, 1), (4, 1), (6, 2)):
        with clock.at(began + timedelta(minutes=minutes)):
            ask(browser, cast.rani.nip)
            assert len(letters(app)) == sent


def test_the_code_opens_once(app: Flask, browser: Browser, cast: Cast) -> None:
    ask(browser, cast.rani.nip)
    address = address_in(letters(app)[0])
    browser.submit(address, password=NEW)
    again = browser.get(address)
    assert again.status_code == 422
    assert "sudah dipakai atau kedaluwarsa" in again.text


@ONE_ENGINE
def test_a_form_opened_before_the_code_was_used_is_refused(
    app: Flask, browser: Browser, cast: Cast
) -> None:
    ask(browser, cast.rani.nip)
    address = address_in(letters(app)[0])
    token = browser.get(address).text.split('name="csrf_token" value="')[1].split('"')[0]
    app.test_client().submit(address, password=NEW)  # type: ignore[attr-defined]  # the test browser's own
    late = browser.post(address, data={"csrf_token": token, "password": "sandi milik pencuri"})
    assert late.status_code == 422
    assert is_let_in(app, cast.rani, NEW)


def test_the_code_runs_out_after_two_hours(app: Flask, browser: Browser, cast: Cast) -> None:
    began = clock.now()
    with clock.at(began):
        ask(browser, cast.rani.nip)
        address = address_in(letters(app)[0])
    with clock.at(began + timedelta(hours=2, seconds=-1)):
        assert browser.get(address).status_code == 200
    with clock.at(began + timedelta(hours=2, seconds=1)):
        assert browser.get(address).status_code == 422


@ONE_ENGINE
def test_once_a_code_was_used_the_others_open_nothing(
    app: Flask, browser: Browser, cast: Cast
) -> None:
    with transaction():
        codes = [actions.ask_reset(queries.person(cast.rani.id)) for _ in range(2)]
    browser.submit(f"/password/{codes[0]}", password=NEW)
    assert browser.get(f"/password/{codes[1]}").status_code == 422


@ONE_ENGINE
def test_a_made_up_code_opens_nothing(browser: Browser, cast: Cast) -> None:
    page = browser.get("/password/0")
    assert page.status_code == 422
    assert "Tautan ini sudah dipakai atau kedaluwarsa" in page.text
    assert "Minta kata sandi baru</h1>" in page.text, "a new letter is one step away"
    assert 'action="/password"' in page.text


def test_a_new_password_by_letter_ends_every_session(
    app: Flask, browser: Browser, cast: Cast
) -> None:
    sign_in(browser, cast.rani)
    with transaction():
        code = actions.ask_reset(queries.person(cast.rani.id))
    app.test_client().submit(f"/password/{code}", password=NEW)  # type: ignore[attr-defined]  # the test browser's own
    assert browser.get("/account").location.startswith("/sign-in")


@ONE_ENGINE
def test_a_letter_for_an_address_taken_off_the_roster_is_not_sent(
    app: Flask, browser: Browser, cast: Cast
) -> None:
    ask(browser, cast.rani.nip)
    with transaction():
        queries.person(cast.rani.id).email = None
    assert letters(app) == []
    assert db.session.scalars(select(Job.state)).one() == JobState.DONE

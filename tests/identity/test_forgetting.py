"""Where somebody was signed in is not kept for ever."""

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import func, select

from browser import Browser
from cast import Cast, sign_in
from lms.foundation import clock
from lms.foundation.database import Base, db, transaction
from lms.foundation.jobs import ask_for_recurring, work_once
from lms.identity.actions import ask_reset
from lms.identity.models import PasswordReset, SignIn
from lms.identity.queries import person


def kept(model: type[Base]) -> int:
    return db.session.scalar(select(func.count()).select_from(model)) or 0


def work_off() -> None:
    ask_for_recurring()
    while work_once():
        pass


@pytest.mark.parametrize(("days", "left"), [(103, 1), (105, 0)])
def test_a_session_of_two_weeks_is_forgotten_ninety_days_after_its_end(
    app: Flask, cast: Cast, browser: Browser, days: int, left: int
) -> None:
    sign_in(browser, cast.rani)
    with clock.at(clock.now() + timedelta(days=days)):
        work_off()
        assert kept(SignIn) == left


def test_a_session_that_was_ended_and_a_code_are_forgotten_like_it(
    app: Flask, cast: Cast, browser: Browser
) -> None:
    sign_in(browser, cast.rani)
    browser.submit("/account", to="/sign-out")
    with transaction():
        ask_reset(person(cast.rani.id))
    with clock.at(clock.now() + timedelta(days=89)):
        work_off()
        assert (kept(SignIn), kept(PasswordReset)) == (1, 1)
    with clock.at(clock.now() + timedelta(days=91)):
        work_off()
        assert (kept(SignIn), kept(PasswordReset)) == (0, 0)

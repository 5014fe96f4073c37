"""What machines ask about the server."""

import pytest
from flask import Flask
from sqlalchemy import text
from sqlalchemy.exc import OperationalError

from browser import Browser
from lms.foundation.database import db
from statements import statements


def move_to(revision: str) -> None:
    with db.engine.begin() as connection:
        moved = text("UPDATE alembic_version SET version_num = :to")
        connection.execute(moved, {"to": revision})


def test_a_process_that_is_up_says_so_without_asking_anybody(browser: Browser) -> None:
    with statements() as asked:
        answer = browser.get("/healthz")
    assert (answer.status_code, answer.text) == (200, "ok\n")
    assert asked == []
    assert "Set-Cookie" not in answer.headers


def test_a_site_that_can_serve_is_ready(browser: Browser) -> None:
    with statements() as asked:
        assert browser.get("/readyz").status_code == 200
        asked.clear()
        assert browser.get("/readyz").text == "ready\n"
    asked.at_most(3)


def test_before_the_upgrade_it_is_not(browser: Browser) -> None:
    move_to("0001")
    answer = browser.get("/readyz")
    assert (answer.status_code, "lms upgrade" in answer.text) == (503, True)


def test_while_a_later_release_takes_over_it_still_is(browser: Browser) -> None:
    move_to("9999")
    assert browser.get("/readyz").status_code == 200


@pytest.mark.parametrize("engine_url", ["sqlite"], indirect=True)
def test_without_a_database_it_is_not_ready_but_up(
    app: Flask, browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    def away() -> None:
        raise OperationalError("SELECT", None, OSError("connection refused"))

    monkeypatch.setattr("lms.foundation.schema.current", away)
    assert browser.get("/readyz").status_code == 503
    assert browser.get("/healthz").status_code == 200

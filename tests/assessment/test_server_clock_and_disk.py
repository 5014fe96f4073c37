"""The server's clock is put back, and the disk is full: nothing acknowledged is lost."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from uuid import UUID

from flask import Flask
from sqlalchemy import text

from cast import Cast
from lms.assessment import queries
from lms.foundation import clock, lending
from lms.foundation.database import db
from quizzes import Sitter, attempt, place_of

BEGAN = datetime.fromisoformat("2026-11-22T03:00:00+00:00")
OVER = BEGAN + timedelta(minutes=20)
AN_HOUR = timedelta(hours=1)


def test_the_clock_jumps_back_an_hour(app: Flask, rani: Sitter, cast: Cast) -> None:
    """What arrived last counts, whatever the hour; the end stays where it was set."""
    phone = Sitter(app.test_client(), cast.rani, "phone")
    with clock.at(BEGAN):
        begun = rani.start()
        place = place_of(begun, "uji-004")
    with clock.at(BEGAN + timedelta(minutes=5)):
        assert rani.put(begun, place, "KTP").status_code == 200
    with clock.at(BEGAN + timedelta(minutes=6) - AN_HOUR):
        assert phone.put(begun, place, "NIP").status_code == 200
        assert phone.put(begun, place, "lama", counter=1).json["counter"] == 1  # a replay
        assert queries.answers(begun)[place].value["answer"] == "NIP"
        assert rani.browser.get(f"/attempts/{begun}/questions/1").status_code == 200
    assert attempt(begun).deadline_at == OVER
    with clock.at(BEGAN - AN_HOUR):
        rani.submit(begun)
    ended = attempt(begun)
    assert ended.submitted_at == BEGAN  # and not before it began
    assert ended.points == 1
    with clock.at(BEGAN + timedelta(minutes=1)):
        late = rani.put(begun, place, "lagi")
    assert late.status_code == 409
    assert "sudah dikirim" in late.json["detail"]


def test_what_waits_on_a_device_past_the_end_is_refused_with_a_word(rani: Sitter) -> None:
    with clock.at(BEGAN):
        begun = rani.start()
        assert rani.put(begun, 1, "1").status_code == 200
    with clock.at(OVER):
        late = rani.put(begun, 1, "2", client_time="2026-11-22T03:10:00Z")
    assert late.status_code == 409
    assert "habis pukul 10.20.00" in late.json["detail"]
    assert "tersimpan sebelum itu tetap dinilai" in late.json["detail"]
    assert queries.answers(begun)[1].value["answer"] == "1"


FULL = """
CREATE FUNCTION full_disk() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION 'could not extend file' USING ERRCODE = 'disk_full'; END $$
"""


@contextmanager
def full_disk() -> Iterator[None]:
    """SQLite may take no further page; PostgreSQL says what it says of a full disk."""
    if db.engine.dialect.name == "sqlite":
        with sqlite_full():
            yield
        return
    with db.engine.begin() as connection:
        connection.execute(text(FULL))
        on = "CREATE TRIGGER full_disk BEFORE INSERT OR UPDATE ON answer FOR EACH ROW"
        connection.execute(text(f"{on} EXECUTE FUNCTION full_disk()"))
    try:
        yield
    finally:
        with db.engine.begin() as connection:
            connection.execute(text("DROP TRIGGER full_disk ON answer"))
            connection.execute(text("DROP FUNCTION full_disk()"))


@contextmanager
def sqlite_full() -> Iterator[None]:
    file = lending.writer().connection.dbapi_connection
    assert isinstance(file, sqlite3.Connection)
    pages = file.execute("PRAGMA page_count").fetchone()[0]
    file.execute(f"PRAGMA max_page_count = {pages}")
    try:
        yield
    finally:
        file.execute("PRAGMA max_page_count = 1073741823")


def fill(rani: Sitter, begun: UUID, place: int) -> int:
    """Save long answers until there is no room; answers at which counter that was."""
    for counter in range(2, 200):
        answer = rani.put(begun, place, "x" * 2000, device=f"d{counter}", counter=counter)
        if answer.status_code != 200:
            assert answer.status_code == 503
            assert "belum sempat menyimpan" in answer.json["detail"]
            return counter
    raise AssertionError("the disk never was full")


def test_a_full_disk_loses_nothing_that_was_acknowledged(rani: Sitter) -> None:
    begun = rani.start()
    kept, place = place_of(begun, "uji-005"), place_of(begun, "uji-004")
    assert rani.put(begun, kept, "18").status_code == 200
    with full_disk():
        refused = fill(rani, begun, place)
        form = rani.post(f"/attempts/{begun}/answers/{place}", answer="y" * 1999, to="next")
        assert form.status_code == 503
    assert queries.answers(begun)[kept].value["answer"] == "18"
    again = rani.put(begun, place, "z" * 2000, device=f"d{refused}", counter=refused)
    assert again.status_code == 200
    assert queries.answers(begun)[place].value["answer"] == "z" * 2000

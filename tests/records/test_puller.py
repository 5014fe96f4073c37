"""Somebody pulls by cursor while many write: every row comes once, and in order."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import date
from io import BytesIO
from json import loads
from threading import Event

import pytest
from flask import Flask

from cast import Cast
from lms.foundation.database import db
from lms.identity.queries import Scope
from lms.records.exporting import Form, write
from lms.records.queries import Wanted
from registers import Register

DAY = date(2026, 5, 4)
PATIENCE = 300  # seconds


@contextmanager
def inside(app: Flask) -> Iterator[None]:
    with app.app_context():
        yield
        db.session.remove()


def pulled(cast: Cast, cursor: int) -> tuple[list[str], int]:
    file = BytesIO()
    written = write(file, Form("jsonl"), Scope(frozenset({cast.province})), Wanted(after=cursor))
    return [loads(line)["completion_id"] for line in file.getvalue().splitlines()], written.position


@pytest.mark.parametrize(
    ("writers", "records"), [(4, 6), pytest.param(8, 100, marks=pytest.mark.deep)]
)
def test_a_puller_beside_writers_gets_every_row_once(
    app: Flask, register: Register, cast: Cast, writers: int, records: int
) -> None:
    register.add(cast.rani, DAY)  # its course and run are there before they write at once
    ended = Event()

    def writes(_: int) -> list[str]:
        with inside(app):
            return [str(register.add(cast.rani, DAY)) for _ in range(records)]

    def pulls() -> list[str]:
        rows: list[str] = []
        cursor, last = 0, False
        with inside(app):
            while not last:
                last = ended.is_set()  # once more after the last was written
                found, cursor = pulled(cast, cursor)
                rows += found
        return rows

    with ThreadPoolExecutor(writers + 1) as threads:
        puller = threads.submit(pulls)
        try:
            wrote = [row for each in threads.map(writes, range(writers)) for row in each]
        finally:
            ended.set()
        got = puller.result(PATIENCE)
    assert len(got) == writers * records + 1
    assert sorted(got[1:]) == sorted(wrote)

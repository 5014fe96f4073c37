"""One moment of the database, though others write meanwhile; nobody waits for anybody."""

import io
import threading
import tracemalloc
from datetime import date
from itertools import count
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import delete, func, select
from sqlalchemy.exc import DBAPIError

from cast import Cast
from lms.foundation.database import db, transaction
from lms.foundation.marks import SiteMark, mark
from lms.foundation.snapshot import snapshot, snapshots
from lms.identity.queries import Scope
from lms.records.exporting import Form, write
from lms.records.models import Completion, CompletionPerson
from lms.records.queries import Wanted
from registers import Register

DAY = date(2026, 5, 4)
COUNT = select(func.count()).select_from(Completion)


def test_every_statement_reads_the_same_moment(register: Register, cast: Cast) -> None:
    register.add(cast.rani, DAY)
    with snapshot() as connection:
        before = connection.scalar(COUNT)
        register.add(cast.nurul, DAY)
        assert connection.scalar(COUNT) == before == 1
    with snapshot() as connection:
        assert connection.scalar(COUNT) == 2


@pytest.mark.parametrize("engine_url", ["sqlite"], indirect=True)
def test_readers_that_work_at_once_read_the_same_moment_however_much_is_written(app: Flask) -> None:
    stop = threading.Event()

    def write_on() -> None:
        with app.app_context():
            for number in count(1):
                if stop.is_set():
                    break
                with transaction():
                    mark(f"mark {number}")

    writer = threading.Thread(target=write_on)
    writer.start()
    try:
        seen = [_seen_by(3) for _ in range(100)]
    finally:
        stop.set()
        writer.join()
    assert all(len(set(each)) == 1 for each in seen)
    assert seen[0] != seen[-1], "much was written meanwhile"
    with transaction():
        assert len(_seen_by(3)) == 1, "whoever writes is inside the door already"


def _seen_by(readers: int) -> list[int]:
    with snapshots(readers) as connections:
        return [it.scalar(select(func.count()).select_from(SiteMark)) or 0 for it in connections]


def test_it_only_reads(register: Register, cast: Cast) -> None:
    with snapshot() as connection:
        at_once = connection.execution_options(stream_results=False, yield_per=None)
        with pytest.raises(DBAPIError, match=r"(?i)read.?only"):
            at_once.execute(delete(CompletionPerson))


def test_rows_written_meanwhile_wait_for_the_next_export(
    app: Flask, register: Register, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("lms.foundation.snapshot.BATCH", 2)
    for _ in range(6):
        register.add(cast.rani, DAY)
    seen: list[int] = []

    def meanwhile(count: int) -> None:
        if not seen:
            register.add(cast.nurul, DAY)
        seen.append(count)

    scope = Scope(frozenset({cast.province}))
    written = write(io.BytesIO(), Form("csv"), scope, Wanted(), meanwhile)
    assert (written.rows, written.position) == (6, 6)
    assert seen == [2, 4, 6]


def test_memory_does_not_grow_with_the_rows(
    register: Register, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("lms.foundation.snapshot.BATCH", 20)
    scope = Scope(frozenset({cast.province}))

    class Away(io.BytesIO):
        def write(self, given: Any) -> int:
            return len(given)

    def peak() -> int:
        db.session.rollback()
        write(Away(), Form("csv"), scope, Wanted())  # what is made once is made
        tracemalloc.start()
        write(Away(), Form("csv"), scope, Wanted())
        most = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return most

    for _ in range(40):
        register.add(cast.rani, DAY)
    few = peak()
    for _ in range(360):
        register.add(cast.rani, DAY)
    assert peak() < few * 1.5

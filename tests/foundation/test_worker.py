"""The worker: lives through a database that goes away, is seen, and stops after the job at hand."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from threading import Event, Thread

import pytest
from flask import Flask
from sqlalchemy import insert, select
from sqlalchemy.exc import OperationalError

from lms.foundation import clock, jobs
from lms.foundation.database import db, transaction
from lms.foundation.jobs import Job, JobState, Worker, enqueue, job

PATIENCE = 20.0
BOTH = pytest.mark.parametrize("engine_url", ["sqlite", "postgresql"], indirect=True)
SQLITE = pytest.mark.parametrize("engine_url", ["sqlite"], indirect=True)


@contextmanager
def working(app: Flask, lease: timedelta = jobs.LEASE) -> Iterator[Event]:
    stop = Event()
    worker = Thread(target=jobs.work, args=(app, stop, lease), daemon=True)
    worker.start()
    try:
        yield stop
    finally:
        stop.set()
        worker.join(PATIENCE)
        assert not worker.is_alive()


def until(true: Callable[[], object]) -> None:
    deadline = time.monotonic() + PATIENCE
    while not true():
        assert time.monotonic() < deadline, "It did not come true in time"
        time.sleep(0.02)
        db.session.rollback()


def states() -> list[JobState]:
    """Of what was asked for here, and not of what a worker asks for by itself each day."""
    daily = [name for name, kind in jobs.kinds().items() if kind.every]
    return list(db.session.scalars(select(Job.state).where(Job.kind.not_in(daily))))


def test_it_does_what_is_asked_while_it_runs(app: Flask) -> None:
    done: list[int] = []

    @job("hear")
    def hear(number: int) -> None:
        done.append(number)

    with working(app):
        for number in range(3):
            with transaction():
                enqueue("hear", number=number)
        until(lambda: len(done) == 3)
    assert done == [0, 1, 2]


def test_it_is_seen_while_it_runs_and_says_farewell(app: Flask) -> None:
    assert jobs.seen_last() is None
    with working(app):
        until(jobs.seen_last)
        seen = jobs.seen_last()
        assert seen
        assert clock.now() - seen < jobs.MISSED
    assert jobs.seen_last() is None


@SQLITE
def test_it_finishes_the_job_at_hand_before_it_stops(app: Flask) -> None:
    begun, done = Event(), Event()

    @job("linger", slow=True)
    def linger() -> None:
        begun.set()
        time.sleep(0.5)
        done.set()

    with transaction():
        enqueue("linger")
    with working(app) as stop:
        assert begun.wait(PATIENCE)
        stop.set()
    assert done.is_set()
    assert states() == [JobState.DONE]


def test_a_slow_job_keeps_its_lease_while_it_lives(app: Flask) -> None:
    """Longer than its lease by far, it is still done by one worker only."""
    begun: list[int] = []

    @job("linger", slow=True)
    def linger() -> None:
        begun.append(1)
        time.sleep(2)

    lease = timedelta(seconds=0.6)
    with transaction():
        enqueue("linger")
    with working(app, lease), working(app, lease):
        until(lambda: states() == [JobState.DONE])
    assert begun == [1]


def test_what_goes_in_a_lane_holds_up_nothing_else_and_is_not_all_done_at_once(app: Flask) -> None:
    begun: list[int] = []
    done, let_go = Event(), Event()

    @job("reach", slow=True, lane="far")
    def reach(number: int) -> None:
        begun.append(number)
        let_go.wait(PATIENCE)

    @job("hear")
    def hear() -> None:
        done.set()

    with transaction():
        for number in range(6):
            enqueue("reach", number=number)
        enqueue("hear")
    try:
        with working(app):
            assert done.wait(PATIENCE)
            until(lambda: len(begun) == 4)
            time.sleep(0.2)
            assert sorted(begun) == [0, 1, 2, 3]
            let_go.set()
            until(lambda: states().count(JobState.DONE) == 7)
        assert sorted(begun) == list(range(6))
    finally:
        del jobs.kinds()["reach"]


@SQLITE
def test_it_waits_for_a_database_that_goes_away(
    app: Flask, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    done: list[int] = []

    @job("hear")
    def hear() -> None:
        done.append(1)

    real, away = jobs.worker.work_once, Event()

    def work_once(*given: object) -> bool:
        if away.is_set():
            raise OperationalError("SELECT", None, OSError("the server closed the connection"))
        return real(*given)  # type: ignore[arg-type]

    monkeypatch.setattr("lms.foundation.jobs.worker.work_once", work_once)
    away.set()
    with working(app):
        with transaction():
            enqueue("hear")
        until(lambda: "does not answer" in caplog.text)
        assert done == []
        away.clear()
        until(lambda: done)


@SQLITE
def test_what_is_long_past_is_swept_away_but_not_a_taken_key(app: Flask) -> None:
    @job("hear")
    def hear() -> None: ...

    long_ago = clock.now() - timedelta(days=31)
    with clock.at(long_ago), transaction():
        enqueue("hear")
        enqueue("hear", key="at most once")
        db.session.execute(insert(Worker).values(name="a:1", started_at=long_ago, seen_at=long_ago))
    with clock.at(long_ago):
        while jobs.work_once():
            pass
    with transaction():
        enqueue("foundation.sweep")
    assert jobs.work_once()
    assert db.session.scalars(select(Job.key).where(Job.kind == "hear")).all() == ["at most once"]
    assert jobs.seen_last() is None

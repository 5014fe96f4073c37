"""A slow job tells how far it is, hears that it was cancelled, and is tried again by hand."""

import subprocess
import sys
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from lms.foundation import clock, jobs
from lms.foundation.audit import AuditEntry
from lms.foundation.database import db, transaction
from lms.foundation.errors import Conflict, NotFound
from lms.foundation.jobs import Job, JobState, enqueue, job, work_once
from lms.foundation.marks import SiteMark, mark

NOON = datetime(2026, 11, 22, 5, tzinfo=UTC)


def ask(kind: str, **given: Any) -> int:
    with transaction():
        enqueue(kind, **given)
    return db.session.scalars(select(Job.id).order_by(Job.id.desc())).first() or 0


def found(job_id: int) -> Job:
    db.session.rollback()
    db.session.expire_all()
    return db.session.get_one(Job, job_id)


def told(verb: str) -> int:
    return len(db.session.scalars(select(AuditEntry).where(AuditEntry.verb == verb)).all())


def test_progress_is_seen_while_the_work_goes_on_and_at_most_once_a_second(app: Flask) -> None:
    seen: list[tuple[int, int]] = []

    @job("walk", slow=True)
    def walk() -> None:
        for step in range(4):
            jobs.progress(step, 3)
            now = found(number)
            seen.append((now.progress_done, now.progress_total))

    number = ask("walk")
    assert work_once()
    assert seen == [(0, 3), (0, 3), (0, 3), (3, 3)]
    assert found(number).state is JobState.DONE
    jobs.progress(1, 2)  # outside a job nothing happens


def test_work_that_is_cancelled_leaves_at_its_next_step_and_what_waits_is_never_done(
    app: Flask,
) -> None:
    reached = []

    @job("walk", slow=True)
    def walk() -> None:
        reached.append("begun")
        with transaction():
            jobs.cancel(running, by=1, agency_id=None)
        jobs.progress(1, 3)
        reached.append("gone on")

    running, waiting = ask("walk"), ask("walk", due_at=clock.now() + timedelta(hours=1))
    with transaction():
        jobs.cancel(waiting, by=1, agency_id=None)
    assert found(waiting).state is JobState.CANCELLED
    assert work_once()
    assert reached == ["begun"]
    assert found(running).state is JobState.CANCELLED
    assert not work_once()
    assert told("cancelled") == 2
    with pytest.raises(Conflict), transaction():
        jobs.cancel(running, by=1, agency_id=None)
    with pytest.raises(NotFound), transaction():
        jobs.cancel(999, by=1, agency_id=None)


def test_work_that_another_worker_took_over_stops_where_it_tells_its_progress(app: Flask) -> None:
    reached = []

    @job("walk", slow=True)
    def walk() -> None:
        with transaction():
            taken = db.session.get_one(Job, number)
            taken.tries += 1  # as by a worker that found the lease run out
        jobs.progress(1, 3)
        reached.append("gone on")

    number = ask("walk")
    assert work_once()
    assert reached == []
    assert found(number).state is JobState.WAITING, "the other one ends it"


def test_what_is_tried_again_counts_its_tries_on_and_gets_new_ones(app: Flask) -> None:
    @job("stumble")
    def stumble() -> None:
        raise OSError("flooded")

    with clock.at(NOON):
        number = ask("stumble")
    moment = NOON
    while found(number).state is JobState.WAITING:
        with clock.at(moment):
            work_once()
        moment = found(number).due_at
    with clock.at(moment):
        with transaction():
            jobs.try_again(number, by=1, agency_id=None)
        with pytest.raises(Conflict), transaction():
            jobs.try_again(number, by=1, agency_id=None)
        assert work_once()
    again = found(number)
    assert (again.state, again.tries, again.allowed) == (JobState.WAITING, 9, 16)
    assert again.due_at - moment == timedelta(seconds=20)
    assert told("retried") == 1


def test_a_worker_that_died_after_a_cancellation_is_followed_by_nobody(app: Flask) -> None:
    from lms.foundation.jobs.doing import _take  # noqa: PLC0415  as far as it came

    @job("hear")
    def hear() -> None:
        mark("done")

    with clock.at(NOON):
        number = ask("hear")
        assert _take(jobs.LEASE)
        with transaction():
            jobs.cancel(number, by=1, agency_id=None)
    with clock.at(NOON + timedelta(hours=1)):
        assert not work_once()
    assert found(number).state is JobState.CANCELLED
    assert db.session.scalars(select(SiteMark)).all() == []


DYING = """
import os, signal, sys
from pathlib import Path
sys.path.insert(0, {tests!r})
from databases import settings_for
from lms.app import create_app
from lms.foundation.jobs import job, work_once
from lms.foundation.marks import mark
from lms.foundation.database import db

@job("killed")
def killed():
    mark("half")
    db.session.flush()
    os.kill(os.getpid(), signal.SIGKILL)

app = create_app(settings_for({url!r}, Path({home!r})))
with app.app_context():
    work_once()
"""


def test_what_a_killed_worker_had_half_done_is_done_once_by_another(
    app: Flask, engine_url: str, request: pytest.FixtureRequest
) -> None:
    @job("killed")
    def killed() -> None:
        mark("half")

    number = ask("killed")
    db.session.remove()
    tests = str(request.config.rootpath / "tests")
    home = str(app.config["SETTINGS"].home)
    code = DYING.format(tests=tests, url=engine_url, home=home)
    died = subprocess.run([sys.executable, "-c", code], check=False, timeout=60)
    assert died.returncode == -9
    assert not work_once()  # its lease still runs
    assert db.session.scalars(select(SiteMark)).all() == []
    with clock.at(clock.now() + jobs.LEASE + timedelta(seconds=1)):
        assert work_once()
        assert not work_once()
    assert (found(number).state, found(number).tries) == (JobState.DONE, 2)
    assert len(db.session.scalars(select(SiteMark)).all()) == 1

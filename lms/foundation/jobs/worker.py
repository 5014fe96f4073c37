"""The worker: does jobs until it is told to stop, and lets itself be seen meanwhile."""

import logging
import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from threading import Event, Thread, get_ident

from flask import Flask
from sqlalchemy import delete, insert, select, update
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Mapped, mapped_column

from lms.foundation import clock
from lms.foundation.database import Base, aside, db
from lms.foundation.jobs.doing import LEASE, Taken, work_once
from lms.foundation.jobs.queue import Job, JobState, ask_for_recurring, job, kinds, lanes

SHORTEST, LONGEST = 0.05, 2.0  # seconds between two looks at an empty queue
BEAT = timedelta(seconds=30)
MISSED = 3 * BEAT  # a worker not seen for so long is gone
WIDTH = 4  # jobs of one lane that a worker does at once
KEPT = timedelta(days=30)  # how long a job that is done can be looked up
log = logging.getLogger(__name__)


class Worker(Base):
    """A worker that runs, or died without a word when it was last seen."""

    __tablename__ = "worker"

    name: Mapped[str] = mapped_column(primary_key=True)  # host:process
    started_at: Mapped[datetime]
    seen_at: Mapped[datetime]


def seen_last() -> datetime | None:
    """When any worker was last seen."""
    return db.session.scalar(select(Worker.seen_at).order_by(Worker.seen_at.desc()).limit(1))


def work(app: Flask, stop: Event, lease: timedelta = LEASE) -> None:
    """Do jobs until `stop` is set; the job at hand is finished first.

    A database that goes away is waited for. What goes in lanes is done beside it.
    """
    with _heart(app, lease) as heart:
        beside = [
            Thread(target=_work, args=(app, stop, lease, heart, lane), name=lane)
            for lane in lanes()
            for _ in range(WIDTH)
        ]
        for each in beside:
            each.start()
        try:
            _work(app, stop, lease, heart, "")
        finally:
            stop.set()  # also where this thread ended by itself
            for each in beside:
                each.join()


def _work(app: Flask, stop: Event, lease: timedelta, heart: "Heart", lane: str) -> None:
    pause = SHORTEST
    while not stop.is_set():
        pause = SHORTEST if _tried(app, lease, heart, lane) else min(pause * 2, LONGEST)
        stop.wait(pause if pause > SHORTEST else 0)


def _tried(app: Flask, lease: timedelta, heart: "Heart", lane: str) -> bool:
    try:
        with app.app_context():
            return work_once(lease, heart.hold, lane)
    except SQLAlchemyError as error:
        log.warning("The database does not answer; trying again: %s", type(error).__name__)
        return False


class Heart(Thread):
    """Shows that the worker lives, asks for recurring work, and lengthens slow jobs' leases."""

    def __init__(self, app: Flask, lease: timedelta) -> None:
        super().__init__(name="heart", daemon=True)
        self.app, self.lease = app, lease
        self.name_of_worker = f"{socket.gethostname()}:{os.getpid()}"
        self.started_at = clock.now()
        self.stopped = Event()
        self._holding: dict[int, Taken | None] = {}  # by the thread that does it

    def hold(self, taken: Taken | None) -> None:
        self._holding[get_ident()] = taken

    def run(self) -> None:
        pause = min(BEAT, self.lease / 3).total_seconds()
        while True:
            try:
                with self.app.app_context():
                    self.beat()
            except SQLAlchemyError as error:
                log.warning("A beat of the worker's heart was missed: %s", type(error).__name__)
            if self.stopped.wait(pause):
                return

    def beat(self) -> None:
        moment = clock.now()
        with aside() as connection:
            mine = Worker.name == self.name_of_worker
            if not connection.execute(update(Worker).where(mine).values(seen_at=moment)).rowcount:
                row = {"name": self.name_of_worker, "started_at": self.started_at}
                connection.execute(insert(Worker).values(**row, seen_at=moment))
            for taken in filter(None, list(self._holding.values())):
                connection.execute(taken.marked().values(leased_until=moment + self.lease))
        ask_for_recurring()

    def farewell(self) -> None:
        with self.app.app_context(), aside() as connection:
            connection.execute(delete(Worker).where(Worker.name == self.name_of_worker))


@contextmanager
def _heart(app: Flask, lease: timedelta) -> Iterator[Heart]:
    heart = Heart(app, lease)
    heart.start()
    try:
        yield heart
    finally:
        heart.stopped.set()
        heart.join()
        try:
            heart.farewell()
        except SQLAlchemyError:
            log.warning("The worker leaves without a word: the database does not answer")


@job("foundation.sweep", every=timedelta(days=1))
def sweep() -> None:
    """Forget workers that died and jobs done long ago, but those whose key must stay taken."""
    moment = clock.now()
    db.session.execute(delete(Worker).where(Worker.seen_at < moment - KEPT))
    recurring = [name for name, kind in kinds().items() if kind.every]
    forgettable = Job.key.is_(None) | Job.kind.in_(recurring)
    old = (Job.state == JobState.DONE, Job.ended_at < moment - KEPT)
    db.session.execute(delete(Job).where(*old, forgettable))

"""Doing the work: taking a job, telling how far it is, doing it once, trying again."""

import logging
import time
from collections.abc import Callable
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from sqlalchemy import Update, case, or_, select, update

from lms.foundation import clock
from lms.foundation.database import aside, db, is_writing, transaction
from lms.foundation.jobs.queue import TRIES, Job, JobState, kinds, kinds_in

LEASE = timedelta(minutes=5)
PAUSE = 1.0  # seconds between two tellings of progress
log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Taken:
    """A job in a worker's hands."""

    id: int
    kind: str
    arguments: dict[str, Any]
    tries: int
    allowed: int = TRIES

    def marked(self) -> Update:
        """An update of this job that touches nothing when another worker has taken it since."""
        waiting = (Job.id == self.id, Job.tries == self.tries, Job.state == JobState.WAITING)
        return update(Job).where(*waiting)


class LeaseLost(Exception):
    """The job was held up so long that another worker took it."""


class Cancelled(Exception):
    """Somebody asked that the work at hand be left; what it opened is undone on the way out."""


class Progress:
    """What slow work tells of itself, and hears, while it is done."""

    def __init__(self, taken: Taken) -> None:
        self.taken, self.told_at = taken, 0.0

    def tell(self, done: int, total: int) -> None:
        lately = time.monotonic() - self.told_at < PAUSE
        if is_writing() or (lately and (done < total or not total)):
            return  # within a transaction of the work's own nothing can be written aside
        self.told_at = time.monotonic()
        told = self.taken.marked().values(progress_done=done, progress_total=total)
        with aside() as connection:
            found = connection.execute(told.returning(Job.cancel_at)).first()
        if found is None:
            raise LeaseLost
        if found[0] is not None:
            raise Cancelled


_at_hand: ContextVar[Progress | None] = ContextVar("at_hand", default=None)


def progress(done: int, total: int) -> None:
    """Tell from within slow work how far it is, 0 for a total that nobody knows yet.

    Written aside, at most once a second.

    This is where the work hears that it is to be left, or was given to another worker. Elsewhere
    (a plain job is one transaction, a test calls the work itself) nothing happens.
    """
    if told := _at_hand.get():
        told.tell(done, total)


def work_once(
    lease: timedelta = LEASE,
    holding: Callable[[Taken | None], None] = lambda _: None,
    lane: str | None = None,
) -> bool:
    """Take one due job, of a lane if one is named, and do it; answers whether there was one.

    `holding` hears of slow work while it is done, so that its lease can be made longer.
    """
    taken = _take(lease, lane)
    if taken is None:
        return False
    try:
        (_do_slowly if kinds()[taken.kind].slow else _do)(taken, holding)
    except Cancelled:
        _leave(taken)
    except LeaseLost:
        log.warning("Job %s (%s) was taken over by another worker", taken.id, taken.kind)
    except Exception as error:  # whatever a job raises must not end the worker
        log.exception("Job %s (%s) failed", taken.id, taken.kind)
        _fail(taken, error)
    return True


def _do(taken: Taken, _: object) -> None:
    with transaction():
        _end(taken)  # first, so that the row is locked as long as the work goes on
        kinds()[taken.kind].work(**taken.arguments)


def _do_slowly(taken: Taken, holding: Callable[[Taken | None], None]) -> None:
    holding(taken)
    mark = _at_hand.set(Progress(taken))
    try:
        kinds()[taken.kind].work(**taken.arguments)
    finally:
        _at_hand.reset(mark)
        holding(None)
    with transaction():
        _end(taken)


def _end(taken: Taken) -> None:
    whole = case((Job.progress_total > 0, Job.progress_total), else_=Job.progress_done)
    values = {"state": JobState.DONE, "ended_at": clock.now(), "error": ""}
    ended = taken.marked().values(progress_done=whole, **values)
    if not db.session.execute(ended).rowcount:  # type: ignore[attr-defined]  # an update's result counts
        raise LeaseLost


def _take(lease: timedelta, lane: str | None = None) -> Taken | None:
    moment = clock.now()
    free = or_(Job.leased_until.is_(None), Job.leased_until < moment)
    due = (
        select(Job)
        .where(
            Job.state == JobState.WAITING, Job.due_at <= moment, free, Job.kind.in_(kinds_in(lane))
        )
        .order_by(Job.due_at, Job.id)
        .limit(1)
    )
    if db.session.scalar(due.with_only_columns(Job.id)) is None:
        return None  # nothing due: look without taking the write lock
    with transaction():
        found = db.session.scalar(due.with_for_update(skip_locked=True))
        if found is None:
            return None
        found.leased_until = moment + lease
        if found.cancel_at:  # its worker died before it could hear
            found.close(moment)
            return None
        found.tries += 1
        if found.tries > found.allowed:  # each try ended with the worker itself
            found.state, found.ended_at = JobState.FAILED, moment
            found.error = found.error or "The worker died each time"
            return None
        return Taken(found.id, found.kind, dict(found.arguments), found.tries, found.allowed)


def _fail(taken: Taken, error: Exception) -> None:
    moment = clock.now()
    said: dict[str, Any] = {"error": f"{type(error).__name__}: {error}"[:500]}
    if taken.tries >= taken.allowed:
        said |= {"state": JobState.FAILED, "ended_at": moment}
    else:
        pause = 10 * 2 ** (taken.tries + TRIES - taken.allowed)
        said |= {"due_at": moment + timedelta(seconds=pause), "leased_until": None}
    with transaction():
        db.session.execute(taken.marked().values(**said))


def _leave(taken: Taken) -> None:
    with transaction():
        found = db.session.scalar(select(Job).where(Job.id == taken.id).with_for_update())
        if found and found.tries == taken.tries and found.state is JobState.WAITING:
            found.close(clock.now())

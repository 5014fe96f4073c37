"""Asking for work: kinds of jobs, and jobs as rows of the main database."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import Any, TypeVar

from sqlalchemy import Index, select
from sqlalchemy.orm import Mapped, mapped_column

from lms.foundation import clock
from lms.foundation.audit import Identity
from lms.foundation.database import Base, db, transaction
from lms.foundation.prepared import Entering

TRIES = 8
Work = TypeVar("Work", bound=Callable[..., None])
EPOCH = datetime(2026, 1, 5, tzinfo=UTC)  # a Monday, from which recurring work is counted


class JobState(StrEnum):
    WAITING = "waiting"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"


class Job(Base):
    __tablename__ = "job"
    __table_args__ = (Index("ix_job_due", "state", "due_at"),)

    id: Mapped[int] = mapped_column(Identity, primary_key=True)
    kind: Mapped[str]
    arguments: Mapped[dict[str, Any]]
    key: Mapped[str | None] = mapped_column(unique=True)  # the same work asked twice is one job
    state: Mapped[JobState] = mapped_column(default=JobState.WAITING)
    due_at: Mapped[datetime]
    leased_until: Mapped[datetime | None]
    tries: Mapped[int] = mapped_column(default=0)
    error: Mapped[str] = mapped_column(default="")
    created_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    allowed: Mapped[int] = mapped_column(server_default=str(TRIES))  # of tries
    progress_done: Mapped[int] = mapped_column(server_default="0")
    progress_total: Mapped[int] = mapped_column(server_default="0")  # none: not told
    cancel_at: Mapped[datetime | None]  # somebody asked while it was done

    def close(self, moment: datetime) -> None:
        """Cancel it, and close what was asked for by it."""
        self.state, self.ended_at = JobState.CANCELLED, moment
        kind = _kinds.get(self.kind)
        if kind and kind.left:
            kind.left(**self.arguments)


@dataclass(frozen=True)
class Kind:
    work: Callable[..., None]
    slow: bool
    every: timedelta | None
    left: Callable[..., None] | None
    lane: str = ""


_kinds: dict[str, Kind] = {}


def job(
    kind: str,
    *,
    slow: bool = False,
    every: timedelta | None = None,
    left: Callable[..., None] | None = None,
    lane: str = "",
) -> Callable[[Work], Work]:
    """Name the work that jobs of `kind` do.

    It runs in one write transaction, kept together with the mark that the job is done. `slow` work
    (the network, a long file) must not hold up other writers: it runs outside and opens short
    `transaction()`s of its own, and is done again when the worker dies before its end. `every` asks
    for the work once in each such span of time. `left` closes what was asked for when the job is
    cancelled, in the transaction that says so; such a job is asked for anew and not tried again.
    What waits for machines of others goes in a `lane` of its own: a worker has threads for it
    beside the one that does all the rest.
    """

    def enter(work: Work) -> Work:
        _kinds[kind] = Kind(work, slow, every, left, lane)
        return work

    return enter


def kinds() -> dict[str, Kind]:
    """The kinds that this release knows."""
    return _kinds


def lanes() -> list[str]:
    return sorted({kind.lane for kind in _kinds.values() if kind.lane})


def kinds_in(lane: str | None) -> list[str]:
    """The kinds of one lane, those of none for ""; without a lane asked for, all."""
    return [name for name, kind in _kinds.items() if lane is None or kind.lane == lane]


# Two that ask for the same at once must not trip over each other.
_JOBS = Entering(
    *(Job, "kind", "arguments", "key", "state", "due_at", "created_at", "tries", "error"), once=True
)


def enqueue(
    kind: str, *, key: str | None = None, due_at: datetime | None = None, **arguments: Any
) -> None:
    """Ask for work after this transaction is kept; with a `key`, at most once ever."""
    assert kind in _kinds, f"No job is called {kind}; is its module imported by lms.app?"
    moment = clock.now()
    asked = {"kind": kind, "arguments": arguments, "key": key, "state": JobState.WAITING}
    times = {"due_at": due_at or moment, "created_at": moment}
    _JOBS.enter({**asked, **times, "tries": 0, "error": ""})


def ask_for_recurring() -> None:
    """Enqueue what is due again; any number of workers may ask."""
    moment = clock.now()
    keys = {
        f"{name}@{(moment - EPOCH) // kind.every}": name
        for name, kind in _kinds.items()
        if kind.every
    }
    missing = keys.keys() - set(db.session.scalars(select(Job.key).where(Job.key.in_(keys))))
    if missing:
        with transaction():
            for key in sorted(missing):
                enqueue(keys[key], key=key)

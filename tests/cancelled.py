"""Somebody cancels a job while it is done."""

from collections.abc import Iterator
from contextlib import contextmanager
from unittest.mock import patch

from lms.foundation import jobs
from lms.foundation.database import db, transaction
from lms.foundation.jobs import Job, JobState, work_once
from lms.foundation.jobs.doing import Progress


@contextmanager
def cancelling(at: int = 0) -> Iterator[list[tuple[int, int]]]:
    """Once the work tells that so much is done; what it told comes back."""
    told: list[tuple[int, int]] = []
    tell = Progress.tell

    def hears(progress: Progress, done: int, total: int) -> None:
        told.append((done, total))
        if done >= at:
            with transaction():
                jobs.cancel(progress.taken.id, by=1, agency_id=None)
            progress.told_at = 0.0
        tell(progress, done, total)

    with patch.object(Progress, "tell", hears):
        yield told


def work_and_cancel(at: int = 0) -> tuple[JobState, list[tuple[int, int]]]:
    """The next job; answers how it ended and what it told of itself."""
    with cancelling(at) as told:
        assert work_once()
    db.session.rollback()
    db.session.expire_all()
    ended = db.session.query(Job).order_by(Job.ended_at.desc().nulls_last()).first()
    assert ended
    return ended.state, told

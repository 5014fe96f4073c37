"""What somebody does to a job by hand: have it tried again, or left."""

from typing import Any

from sqlalchemy import select

from lms.foundation import clock
from lms.foundation.audit import audit
from lms.foundation.database import db
from lms.foundation.errors import Conflict, NotFound
from lms.foundation.jobs.queue import TRIES, Job, JobState, kinds
from lms.foundation.language import say

BUSY = say("Pekerjaan ini sedang diselesaikan. Muat ulang halaman ini sebentar lagi.")


def again() -> dict[str, Any]:
    """What a job becomes that is to be tried again; its tries are counted on.

    They are the mark of its lease: a worker of once that still lives must not find its own again.
    """
    due = {"state": JobState.WAITING, "due_at": clock.now(), "allowed": Job.tries + TRIES}
    return due | {"leased_until": None, "ended_at": None, "cancel_at": None}


def is_closed(kind: str) -> bool:
    """Whether what was asked for by jobs of this kind ends with a cancellation."""
    known = kinds().get(kind)
    return known is not None and known.left is not None


def try_again(job_id: int, by: int, agency_id: int | None) -> None:
    """Put a job that failed or was cancelled back in the queue."""
    found = _held(job_id)
    if found.state not in {JobState.FAILED, JobState.CANCELLED}:
        raise Conflict(say("Pekerjaan ini sudah selesai atau masih menunggu."))
    if found.state is JobState.CANCELLED and is_closed(found.kind):
        raise Conflict(say("Yang dibatalkan ini sudah ditutup. Mintalah lagi dari halamannya."))
    for name, value in again().items():
        setattr(found, name, value)
    audit("retried", "job", job_id, actor_id=by, agency_id=agency_id, kind=found.kind)


def cancel(job_id: int, by: int, agency_id: int | None) -> None:
    """Leave a job that waits; one that is being done hears of it when it next tells how far it is.

    Asked a second time, nothing changes.
    """
    found, moment = _held(job_id), clock.now()
    if found.state is not JobState.WAITING:
        raise Conflict(say("Pekerjaan ini sudah berakhir; tidak ada yang dibatalkan."))
    if found.leased_until and found.leased_until > moment:
        found.cancel_at = found.cancel_at or moment
    else:
        found.close(moment)
    audit("cancelled", "job", job_id, actor_id=by, agency_id=agency_id, kind=found.kind)


def _held(job_id: int) -> Job:
    """Under its lock; a plain job that is being done has it, and is not waited for."""
    if db.session.get(Job, job_id) is None:
        raise NotFound
    asked = select(Job).where(Job.id == job_id).with_for_update(skip_locked=True)
    found = db.session.scalar(asked.execution_options(populate_existing=True))
    if found is None:
        raise Conflict(BUSY)
    return found

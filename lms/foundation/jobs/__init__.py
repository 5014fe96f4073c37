"""Background work as rows of the main database, enqueued in the transaction that asks for it.

The queue libraries of the field keep their jobs elsewhere or on PostgreSQL only (see
docs/decisions); a job here is taken by one worker, tried again with growing pauses, and survives
a crash because taking it is a lease that runs out. The number of tries is the lease's mark: a
worker that was held up and has lost its job to another finds the number changed and undoes its own.
"""

from lms.foundation.jobs.doing import LEASE, Cancelled, LeaseLost, Taken, progress, work_once
from lms.foundation.jobs.mending import again, cancel, is_closed, try_again
from lms.foundation.jobs.queue import TRIES, Job, JobState, ask_for_recurring, enqueue, job, kinds
from lms.foundation.jobs.worker import MISSED, Worker, seen_last, work

__all__ = [
    "LEASE",
    "MISSED",
    "TRIES",
    "Cancelled",
    "Job",
    "JobState",
    "LeaseLost",
    "Taken",
    "Worker",
    "again",
    "ask_for_recurring",
    "cancel",
    "enqueue",
    "is_closed",
    "job",
    "kinds",
    "progress",
    "seen_last",
    "try_again",
    "work",
    "work_once",
]

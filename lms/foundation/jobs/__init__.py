"""Background work as rows of the main database, enqueued in the transaction that asks for it.

The queue libraries of the field keep their jobs elsewhere or on PostgreSQL only (see
docs/decisions); a job here is taken by one worker, tried again with growing pauses, and survives
a crash because taking it is a lease that runs out. The number of tries is the lease's mark: a
worker that was held up and has lost its job to another finds the number changed and undoes its own.
"""

from lms.foundation.jobs.doing import LEASE, TRIES, LeaseLost, Taken, work_once
from lms.foundation.jobs.queue import Job, JobState, ask_for_recurring, enqueue, job, kinds
from lms.foundation.jobs.worker import MISSED, Worker, seen_last, work

__all__ = [
    "LEASE",
    "MISSED",
    "TRIES",
    "Job",
    "JobState",
    "LeaseLost",
    "Taken",
    "Worker",
    "ask_for_recurring",
    "enqueue",
    "job",
    "kinds",
    "seen_last",
    "work",
    "work_once",
]

"""Background work: whether anybody does it, and what went wrong."""

from collections.abc import Iterator
from datetime import timedelta

from sqlalchemy import func, select

from lms.foundation import clock, jobs, trail
from lms.foundation.database import db
from lms.foundation.doctor.finding import Finding, ok, warn
from lms.foundation.jobs import Job, JobState
from lms.foundation.language import say

OVERDUE = timedelta(minutes=10)
SEALED_WITHIN = timedelta(days=1)


def _worker() -> Iterator[Finding]:
    seen = jobs.seen_last()
    if seen and clock.now() - seen < jobs.MISSED:
        yield ok(
            "worker",
            say("Terlihat %(ago).0f detik lalu.", ago=(clock.now() - seen).total_seconds()),
        )
    else:
        sentence = "Tidak ada yang berjalan; surat dan pengingat menunggu. Jalankan: lms worker"
        yield warn("worker", say(sentence))


def _failed() -> Iterator[Finding]:
    failed = select(Job.kind, func.count().label("count"), func.max(Job.error).label("error"))
    found = db.session.execute(failed.where(Job.state == JobState.FAILED).group_by(Job.kind)).all()
    for row in found:
        sentence = (
            "%(count)d %(kind)s gagal (%(error)s). Sesudah diperbaiki: lms worker --retry-failed"
        )
        facts = {"count": row.count, "kind": row.kind, "error": row.error[:80]}
        yield warn("jobs", say(sentence, **facts))
    if not found:
        yield ok("jobs", say("Tidak ada yang gagal."))


def _overdue() -> Iterator[Finding]:
    late = (Job.state == JobState.WAITING, Job.due_at < clock.now() - OVERDUE)
    for row in db.session.execute(
        select(Job.kind, func.count().label("count")).where(*late).group_by(Job.kind)
    ):
        known = row.kind in jobs.kinds()
        sentence = (
            "%(count)d %(kind)s terlambat lebih dari 10 menit."
            if known
            else "%(count)d %(kind)s tidak dikenal versi ini; menunggu versi yang mengenalnya."
        )
        yield warn("jobs", say(sentence, count=row.count, kind=row.kind))


def _sealing() -> Iterator[Finding]:
    waiting = trail.unsealed_since()
    if waiting is None or clock.now() - waiting < SEALED_WITHIN:
        yield ok("audit", say("Jejak audit disegel sampai hari ini."))
    else:
        day = f"{clock.local(waiting):%d-%m-%Y %H.%M}"
        told = say("Jejak audit sejak %(day)s belum disegel. Jalankan: lms worker", day=day)
        yield warn("audit", told)


CHECKS = (_worker, _failed, _overdue, _sealing)

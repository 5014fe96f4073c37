"""Jobs as their page shows them."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import ColumnElement, String, and_, case, cast, func, or_, select

from lms.foundation import clock
from lms.foundation.database import db
from lms.foundation.jobs import Job, JobState

PAGE = 50


class Standing(StrEnum):
    """How a job stands; who does one holds its lease."""

    WAITING = "waiting"
    RUNNING = "running"
    FAILED = "failed"
    CANCELLED = "cancelled"
    DONE = "done"


@dataclass(frozen=True)
class Wanted:
    standing: Standing | None = None
    kind: str = ""


def _standing() -> ColumnElement[str]:
    leased = and_(Job.state == JobState.WAITING, Job.leased_until > clock.now())
    return case((leased, Standing.RUNNING.value), else_=cast(Job.state, String))


def standing_of(one: Job) -> Standing:
    held = one.leased_until is not None and one.leased_until > clock.now()
    running = one.state is JobState.WAITING and held
    return Standing.RUNNING if running else Standing(one.state.value)


def counts() -> dict[Standing, int]:
    """How many jobs stand how, in one question."""
    standing = _standing().label("standing")
    found = db.session.execute(select(standing, func.count()).group_by(standing))
    return dict.fromkeys(Standing, 0) | {Standing(name): count for name, count in found}


def kinds_kept() -> list[str]:
    return list(db.session.scalars(select(Job.kind).distinct().order_by(Job.kind)))


def jobs_total(wanted: Wanted) -> int:
    return db.session.scalar(select(func.count(Job.id)).where(*_clauses(wanted))) or 0


def jobs_page(wanted: Wanted, page: int) -> Sequence[Job]:
    """The latest first; what ended, by when it was asked for."""
    found = select(Job).where(*_clauses(wanted)).order_by(Job.id.desc())
    return db.session.scalars(found.limit(PAGE).offset((page - 1) * PAGE)).all()


def job_of(job_id: int) -> Job | None:
    return db.session.get(Job, job_id)


def _clauses(wanted: Wanted) -> list[ColumnElement[bool]]:
    clauses = [Job.kind == wanted.kind] if wanted.kind else []
    moment = clock.now()
    if wanted.standing is Standing.RUNNING:
        clauses += [Job.state == JobState.WAITING, Job.leased_until > moment]
    elif wanted.standing is Standing.WAITING:
        free = or_(Job.leased_until.is_(None), Job.leased_until <= moment)
        clauses += [Job.state == JobState.WAITING, free]
    elif wanted.standing:
        clauses.append(Job.state == JobState(wanted.standing.value))
    return clauses

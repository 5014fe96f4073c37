"""A register of completions as large as a benchmark needs it, with its ledger of JP."""

from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import update

from bench import seed
from bench.coursework import COURSE
from bench.ground import EACH, Ground, kind, name, nip
from lms.foundation import clock
from lms.foundation.database import Base, db, transaction
from lms.learning.models import Enrolment, EnrolmentState
from lms.records.models import Completion, CompletionPerson, Counter, JpCredit

BATCH = 10_000
DUE = 60  # days from now, at most; some are late
BASIS = "Peraturan LAN 10/2018"
Row = Callable[[Ground, int], dict[str, Any]]


def fill(ground: Ground) -> None:
    """Ten completions for everybody, evenly over five years, and one course under way."""
    _write(Enrolment, _completed, ground, ground.completions)
    _write(Enrolment, _underway, ground, ground.people)
    _write(Completion, _completion, ground, ground.completions)
    _write(CompletionPerson, _named, ground, ground.completions)
    _write(JpCredit, _credit, ground, ground.completions)
    with transaction():
        last = update(Counter).where(Counter.name == "completion")
        db.session.execute(last.values(value=ground.completions))


def _write(model: type[Base], row: Row, ground: Ground, count: int) -> None:
    for first in range(1, count + 1, BATCH):
        numbers = range(first, min(first + BATCH, count + 1))
        with transaction():
            seed.write(model, (row(ground, number) for number in numbers))


def _enrolment(ground: Ground, person: int, turn: int) -> dict[str, Any]:
    run_id, course_id = ground.run(person, turn)
    same = {"run_id": run_id, "course_id": course_id, "agency_id": ground.agency_id}
    return same | {"person_id": person}


def _completed(ground: Ground, number: int) -> dict[str, Any]:
    moment = ground.at(number)
    return _enrolment(ground, *ground.whose(number)) | {
        "id": number,
        "state": EnrolmentState.COMPLETED,
        "enrolled_at": moment - timedelta(days=20),
        "ended_at": moment,
    }


def _underway(ground: Ground, person: int) -> dict[str, Any]:
    return _enrolment(ground, person, EACH) | {
        "id": ground.completions + person,
        "state": EnrolmentState.ACTIVE,
        "enrolled_at": ground.now - timedelta(days=person % 90),
        "due_on": clock.local_date(ground.now) + timedelta(days=DUE - person % 90),
    }


def _completion(ground: Ground, number: int) -> dict[str, Any]:
    person, turn = ground.whose(number)
    unit, moment = ground.unit(person), ground.at(number)
    _, course_id = ground.run(person, turn)
    return {
        "id": UUID(int=number),
        "position": number,
        "enrolment_id": number,
        "person_id": person,
        "agency_id": ground.agency_id,
        "agency_code": "5500",
        "unit_id": unit.id,
        "unit_code": unit.code,
        "unit_path": unit.path,
        "staff_kind": kind(person),
        "rank_group": "III/c",
        "course_id": course_id,
        "course_slug": f"{COURSE}-{course_id}",
        "course_title": f"Kursus {course_id}",
        "theme": "digital",
        "run": "Belajar mandiri",
        "provider": "Pemerintah Provinsi Jambi",
        "revision": 1,
        "form_code": 16,
        "jp": 4,
        "minutes": 180,
        "score": Decimal(7000 + number % 3000) / 100,
        "started_at": moment - timedelta(days=20),
        "completed_at": moment,
        "completed_on": clock.local_date(moment),
        "recorded_by": "system",
        "jp_rule_id": ground.rule_id,
        "legal_basis": BASIS,
    }


def _named(ground: Ground, number: int) -> dict[str, Any]:
    person, _ = ground.whose(number)
    return {
        "completion_id": UUID(int=number),
        "nip": nip(person),
        "name": name(person),
        "unit_name": ground.unit(person).name,
        "post": "Pranata Komputer Ahli Pertama",
    }


def _credit(ground: Ground, number: int) -> dict[str, Any]:
    person, turn = ground.whose(number)
    moment = ground.at(number)
    return {
        "id": number,
        "person_id": person,
        "agency_id": ground.agency_id,
        "credited_on": clock.local_date(moment),
        "jp": 4,
        "minutes": 180,
        "form_code": 16,
        "jp_rule_id": ground.rule_id,
        "legal_basis": BASIS,
        "source_kind": "completion",
        "source_id": str(UUID(int=number)),
        "title": f"Kursus {ground.run(person, turn)[1]}",
        "written_at": moment,
    }

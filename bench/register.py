"""A register of completions as large as a benchmark needs it."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from flask import Flask
from sqlalchemy import select

from bench import seed
from lms.foundation import clock
from lms.foundation.database import db, transaction
from lms.learning.models import Enrolment, EnrolmentState, Run
from lms.records.models import Completion, CompletionPerson
from lms.standards.models import JpRule

PEOPLE = 500
BATCH = 10_000
BEGAN = datetime(2024, 1, 2, 1, tzinfo=UTC)


def fill(app: Flask, count: int) -> None:
    """Write `count` completions, one every two minutes; people come round again and again."""
    people = seed.fill(app, PEOPLE).people
    run = db.session.scalars(select(Run)).one()
    rule_id = db.session.scalars(select(JpRule.id).limit(1)).one()
    same = {"course_id": run.course_id, "agency_id": run.agency_id}
    enrolled = same | {"run_id": run.id, "state": EnrolmentState.COMPLETED}
    for first in range(1, count + 1, BATCH):
        numbers = range(first, min(first + BATCH, count + 1))
        with transaction():
            seed.write(Enrolment, (_enrolment(number, enrolled) for number in numbers))
            seed.write(Completion, (_completion(n, same, rule_id) for n in numbers))
            seed.write(CompletionPerson, (_person(n, people[n % PEOPLE].nip) for n in numbers))


def _enrolment(number: int, same: dict[str, Any]) -> dict[str, Any]:
    person = {"id": PEOPLE + number, "person_id": number % PEOPLE + 1}
    return same | person | {"enrolled_at": BEGAN}


def _completion(number: int, same: dict[str, Any], rule_id: int) -> dict[str, Any]:
    completed_at = BEGAN + timedelta(minutes=2 * number)
    return same | {
        "id": UUID(int=number),
        "position": number,
        "enrolment_id": PEOPLE + number,
        "person_id": number % PEOPLE + 1,
        "agency_code": "5500",
        "unit_id": 1,
        "unit_code": "KOMINFO",
        "unit_path": "/1/",
        "staff_kind": "pns",
        "rank_group": "III/c",
        "course_slug": seed.COURSE,
        "course_title": "Dasar-Dasar Pemerintahan Digital",
        "theme": "digital",
        "run": "Belajar mandiri",
        "provider": "Pemerintah Provinsi Jambi",
        "revision": 1,
        "form_code": 16,
        "jp": 4,
        "minutes": 180,
        "score": Decimal(7000 + number % 3000) / 100,
        "started_at": BEGAN,
        "completed_at": completed_at,
        "completed_on": clock.local_date(completed_at),
        "recorded_by": "system",
        "jp_rule_id": rule_id,
        "legal_basis": "Peraturan LAN 10/2018",
    }


def _person(number: int, nip: str) -> dict[str, Any]:
    return {
        "completion_id": UUID(int=number),
        "nip": nip,
        "name": f"Pegawai {number % PEOPLE + 1}",
        "unit_name": "Dinas Komunikasi dan Informatika",
        "post": "Pranata Komputer Ahli Pertama",
    }

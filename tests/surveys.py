"""A small course with a survey, and people who answer it as their browsers do."""

from datetime import date
from pathlib import Path
from typing import Any

from flask import Flask
from sqlalchemy import select
from werkzeug.test import TestResponse

from cast import Cast, Someone, password_hash
from courses import FILES, SLUG, publish_course
from essays import Reader
from lms.evaluation.models import Reply
from lms.foundation.database import db, transaction
from lms.identity import actions as identity
from lms.identity.models import Post, StaffKind, Unit
from lms.learning.models import Run

SURVEY = """---
title: Umpan balik
summary: Tiga pertanyaan.
---
Jawablah dengan jujur.

## Seberapa dekat dengan pekerjaan Anda?
{#ub-dekat type=scale}

- 1 Jauh sekali
- 5 Dekat sekali

## Di mana Anda membacanya?
{#ub-tempat type=choice optional}

- Di kantor
- Di rumah

## Apa yang perlu diperbaiki?
{#ub-teks type=text}

Tulis beberapa **kalimat**.
"""
FILE = "04-umpan-balik.survey.md"
MODULE = "umpan-balik"
URL = f"/courses/{SLUG}/{MODULE}"
RESULTS = f"/evaluation/{SLUG}/{MODULE}"
OPTIONAL = FILES["course.md"].replace("require: all", "require: [bacaan, kuis, kasus]")


def publish(folder: Path, agency_id: int, survey: str = SURVEY) -> str:
    return publish_course(folder, agency_id, **{FILE: survey, "course.md": OPTIONAL})


def newcomer(cast: Cast, number: int) -> Someone:
    """One more person at Kominfo, by number from 1."""
    nip = f"19900101202012{1 + number % 2}{number:03}"
    with transaction():
        unit = db.session.get_one(Unit, cast.units["kominfo"])
        post = db.session.scalars(select(Post).where(Post.agency_id == cast.province)).first()
        assert post
        person = identity.add_person(nip, f"Pegawai {number}", StaffKind.PNS)
        person.password_hash = password_hash()
        identity.place(person, unit, post, "III/a", date(2020, 12, 1))
        return Someone(person.id, nip, person.name, cast.province, unit.id)


class Answerer(Reader):
    """Somebody who answers the small course's survey."""

    def enrol(self) -> "Answerer":
        self.post(f"/courses/{SLUG}/enrolment")
        return self

    def answer(self, near: object = 4, where: object = "", text: str = "") -> TestResponse:
        given = {"q-ub-dekat": near, "q-ub-tempat": where, "q-ub-teks": text}
        return self.send(given)

    def send(self, given: dict[str, Any]) -> TestResponse:
        return self.post(f"{URL}/reply", **given)


def crowd(app: Flask, cast: Cast, answers: list[tuple[int, str]], start: int = 1) -> list[Answerer]:
    """So many people who have enrolled and answered; a point of the scale and a text each."""
    people = []
    for number, (near, text) in enumerate(answers, start):
        someone = Answerer(app.test_client(), newcomer(cast, number)).enrol()
        assert someone.answer(near, 1 + number % 2, text).status_code == 302
        people.append(someone)
    return people


def replies() -> list[Reply]:
    db.session.rollback()
    return list(db.session.scalars(select(Reply).order_by(Reply.id)))


def open_run(cast: Cast, name: str) -> int:
    """Another run of the small course, that one may be moved to."""
    with transaction():
        run = db.session.scalars(select(Run)).first()
        assert run
        made = Run(
            course_id=run.course_id,
            agency_id=cast.province,
            number=run.number + 1,
            name=name,
            self_paced=False,
            opens_on=date(2020, 1, 1),
        )
        db.session.add(made)
        db.session.flush()
        return made.id

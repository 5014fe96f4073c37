"""A province as large as the goals speak of: its units, its people, and who of them is signed in.

An agency holds nearly everything, a head one office of forty, and everybody has one course under
way and due beside what they completed in the last five years (`bench.register`).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from flask import Flask
from sqlalchemy import select, text

from bench import register, seed
from bench.coursework import courses
from bench.ground import EACH, Ground, kind, name, nip
from bench.seed import SINCE, Someone
from lms.catalog.models import Course
from lms.foundation import clock
from lms.foundation.database import db, transaction
from lms.identity import actions as identity
from lms.identity.models import Agency, Grant, Membership, Person, Post, PostLevel, Role, Unit
from lms.learning import actions as learning
from lms.standards.models import JpRule

OFFICES, TEAMS = 40, 10  # offices of the agency, and units in each
COURSES = 22
LEARNERS = 16
BATCH = 10_000


@dataclass(frozen=True)
class Province:
    """Browsers of an officer of the agency, of the head of an office, and of learners."""

    officer: Someone
    head: Someone
    learners: list[Someone]
    team: int  # a unit of the head's
    course: str
    underway: list[str]  # what each of the learners reads


def fill(app: Flask, people: int) -> Province:
    """A province of so many people, each with ten completions and one course under way."""
    with transaction():
        ground = _founded(seed.found(), people)
        post = Post(agency_id=ground.agency_id, title="Pelaksana", level=PostLevel.PELAKSANA)
        db.session.add(post)
        db.session.flush()
        post_id = post.id
    for first in range(1, people + 1, BATCH):
        numbers = range(first, min(first + BATCH, people + 1))
        with transaction():
            seed.write(Person, (_person(number) for number in numbers))
            seed.write(Membership, (_membership(n, ground.unit(n), post_id) for n in numbers))
    register.fill(ground)
    with transaction():
        db.session.add_all(_grants(ground))
    _settle()
    return _province(app, ground)


def _founded(agency: Agency, people: int) -> Ground:
    units = tuple(_units(agency.id))
    taken = [db.session.get_one(Course, each) for each in courses(agency.id, COURSES)]
    runs = tuple((learning.open_default_run(course).id, course.id) for course in taken)
    rule_id = db.session.scalars(select(JpRule.id).limit(1)).one()
    return Ground(agency.id, units, runs, rule_id, people, clock.now())


def _units(agency_id: int) -> Iterator[Unit]:
    for office in range(1, OFFICES + 1):
        above = identity.add_unit(agency_id, f"D{office}", f"Dinas {office}")
        for team in range(1, TEAMS + 1):
            called = f"Bidang {team} Dinas {office}"
            yield identity.add_unit(agency_id, f"D{office}.{team}", called, above)


def _person(number: int) -> dict[str, Any]:
    return {
        "id": number,
        "nip": nip(number),
        "name": name(number),
        "staff_kind": kind(number),
        "active": True,
        "created_at": clock.now(),
    }


def _membership(number: int, unit: Unit, post_id: int) -> dict[str, Any]:
    place = {"unit_id": unit.id, "post_id": post_id, "rank_group": "III/a", "since": SINCE}
    return place | {"person_id": number}


def _grants(ground: Ground) -> Iterator[Grant]:
    same = {"agency_id": ground.agency_id, "since": SINCE}
    yield Grant(person_id=1, role=Role.BKD_OFFICER, **same)
    yield Grant(person_id=2, role=Role.UNIT_HEAD, unit_id=ground.units[0].parent_id, **same)


def _settle() -> None:
    """What both engines are told to do every day, before anything is measured."""
    with db.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text("ANALYZE"))
        if connection.dialect.name == "postgresql":
            connection.execute(text("VACUUM"))


def _province(app: Flask, ground: Ground) -> Province:
    found = [{"id": number, "nip": nip(number)} for number in range(1, LEARNERS + 3)]
    officer, head, *learners = seed.signed_in(app, found, [0] * len(found))
    course, *underway = (
        db.session.get_one(Course, course_id).slug
        for _, course_id in (ground.runs[0], *(ground.run(each.id, EACH) for each in learners))
    )
    return Province(officer, head, learners, ground.units[0].id, course, underway)

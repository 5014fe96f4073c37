"""Programs enrol people of their agency: once, however often they ask."""

from datetime import timedelta
from typing import Any
from unittest.mock import patch

import pytest
from sqlalchemy import select

from browser import Browser
from cast import Cast
from lms.api.actions import doing_once, take_turn
from lms.api.models import Once, Token
from lms.api.working import forget
from lms.catalog.queries import course as course_of
from lms.foundation import clock
from lms.foundation.audit import AuditEntry
from lms.foundation.database import db, transaction
from lms.identity.models import Person
from lms.learning import actions as learning
from lms.learning.models import Enrolment, Run
from tokens import Program, let_program_in

SQLITE = pytest.mark.parametrize("engine_url", ["sqlite"], indirect=True)
KEY = "simpeg-0001"


def enrol(program: Program, person: int | str, course: str, key: str = KEY, **more: Any) -> Any:
    sent = {"person": person, "course": course, **more}
    return program.post("/enrolments", sent, Idempotency_Key=key)


def enrolments() -> list[Enrolment]:
    db.session.rollback()
    return list(db.session.scalars(select(Enrolment).order_by(Enrolment.id)))


def test_the_same_key_and_body_are_answered_as_before(
    cast: Cast, program: Program, course: str
) -> None:
    due = str(clock.today() + timedelta(days=30))
    first = enrol(program, cast.rani.nip, course, due_on=due)
    assert first.status_code == 201
    assert first.json["created"]
    assert (first.json["person_id"], first.json["due_on"]) == (cast.rani.id, due)
    (made,) = enrolments()
    assert (made.person_id, made.assigned_by, str(made.due_on)) == (cast.rani.id, cast.siti.id, due)
    again = enrol(program, cast.rani.nip, course, due_on=due)
    assert (again.status_code, again.data) == (201, first.data)
    assert again.headers["Idempotency-Replayed"] == "true"
    other = enrol(program, cast.dedi.id, course)
    assert (other.status_code, other.json["type"][-10:]) == (422, "key-reused")
    present = enrol(program, cast.rani.id, course, key="simpeg-0002")
    assert (present.status_code, present.json["created"]) == (200, False)
    assert present.json["id"] == first.json["id"] == made.id
    assert len(enrolments()) == 1
    trail = select(AuditEntry).where(AuditEntry.verb == "enrolled")
    assert [it.actor_id for it in db.session.scalars(trail)] == [cast.siti.id]


def test_two_at_the_same_moment_do_it_once(
    browser: Browser, cast: Cast, program: Program, course: str
) -> None:
    """The second comes while the first is in the middle of its work."""
    met: list[int] = []
    really = learning.enrol

    def slowly(run: Run, *given: Any, **named: Any) -> Enrolment:
        db.session.rollback()  # on SQLite the second would wait for our lock
        second = Program(browser.application.test_client(), program.token)
        met.append(enrol(second, cast.rani.id, course).status_code)
        return really(db.session.merge(run), *given, **named)

    with transaction():
        learning.open_default_run(course_of(course))
    with patch.object(learning, "enrol", slowly):
        first = enrol(program, cast.rani.id, course)
    assert (first.status_code, met) == (201, [409])
    assert len(enrolments()) == 1


@SQLITE
def test_a_key_whose_taker_died_is_free_after_a_while(
    cast: Cast, program: Program, course: str
) -> None:
    enrol(program, cast.rani.id, course, key="simpeg-0000")
    kept = db.session.scalars(select(Once)).one()
    asked = b'POST\0/api/v1/enrolments\0{"course": "%s", "person": %d}'
    take_turn(kept.token_id, KEY, asked % (course.encode(), cast.dedi.id))
    assert enrol(program, cast.dedi.id, course).status_code == 409
    with clock.at(clock.now() + doing_once.PATIENCE):
        assert enrol(program, cast.dedi.id, course).status_code == 201
    with clock.at(clock.now() + timedelta(days=3)):
        with transaction():
            forget()
        assert not db.session.scalars(select(Once)).all()


@SQLITE
def test_what_is_refused_enrols_nobody_and_frees_the_key(
    cast: Cast, program: Program, course: str
) -> None:
    with transaction():
        db.session.get_one(Person, cast.hendra.id).active = False
    rani = cast.rani.id
    yesterday = str(clock.today() - timedelta(days=1))
    for given, pointer in (
        ({"person": "12", "course": course}, "#/person"),
        ({"person": cast.lestari.id, "course": course}, "#/person"),
        ({"person": cast.lestari.nip, "course": course}, "#/person"),
        ({"person": cast.hendra.id, "course": course}, "#/person"),
        ({"person": rani, "course": "tidak-ada"}, "#/course"),
        ({"person": rani, "course": course, "run": 99}, "#/run"),
        ({"person": rani, "course": course, "due_on": yesterday}, "#/due_on"),
        ({"person": rani, "course": course, "agency": 1}, "#"),
    ):
        refused = program.post("/enrolments", given, Idempotency_Key=KEY)
        assert refused.status_code == 422, given
        assert [it["pointer"] for it in refused.json["errors"]] == [pointer]
    assert not enrolments()
    assert not db.session.scalars(select(Once)).all()
    assert enrol(program, rani, course).status_code == 201


@SQLITE
def test_a_key_is_asked_for(cast: Cast, program: Program, course: str) -> None:
    for key in ("", "short", "with blanks in it", "a" * 101):
        refused = enrol(program, cast.rani.id, course, key=key)
        assert (refused.status_code, refused.json["type"][-11:]) == (400, "key-missing")


def test_a_run_that_is_full_or_over_takes_nobody(cast: Cast, program: Program, course: str) -> None:
    with transaction():
        run = learning.open_default_run(course_of(course))
        run.places = 1
    assert enrol(program, cast.rani.id, course).status_code == 201
    full = enrol(program, cast.dedi.id, course, key="simpeg-0002", run=1)
    assert (full.status_code, full.content_type) == (409, "application/problem+json")
    runs = program.get(f"/courses/{course}").json["runs"]
    assert [(it["places"], it["places_left"]) for it in runs] == [(1, 0)]
    with transaction():
        run = db.session.scalars(select(Run)).one()
        run.places, run.enrol_until = 9, clock.today()
    assert enrol(program, cast.dedi.id, course, key="simpeg-0002").status_code == 409


@SQLITE
def test_a_course_that_is_not_the_agencys_is_unknown(
    browser: Browser, cast: Cast, course: str
) -> None:
    city = Program(browser, let_program_in(cast.murni))
    assert city.get(f"/courses/{course}").status_code == 404
    refused = enrol(city, cast.lestari.id, course)
    assert refused.json["errors"][0]["pointer"] == "#/course"
    assert db.session.scalars(select(Token.agency_id)).all() == [cast.city]

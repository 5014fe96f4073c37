"""Filling a site: the agency, its people, the real course, and who is how far in it.

Single things go through the rooms' own actions; people by the hundred are written as rows.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from flask import Flask, session
from flask_wtf.csrf import generate_csrf
from sqlalchemy import insert

from bench.coursework import COURSE, Module, modules, the_real
from lms.catalog import publishing
from lms.catalog.models import Course
from lms.foundation import clock
from lms.foundation.database import Base, db, transaction
from lms.identity import actions as identity
from lms.identity import passwords
from lms.identity.models import Agency, Membership, Person, Post, PostLevel, SignIn, StaffKind
from lms.learning import actions as learning
from lms.learning.models import Enrolment, EnrolmentState, Progress
from lms.standards.actions import load_standards

PASSWORD = "kereta api batanghari"  # noqa: S105  nobody's
SINCE = date(2020, 1, 1)


@dataclass(frozen=True)
class Someone:
    """A person with a browser at which they are signed in."""

    id: int
    nip: str
    enrolment_id: int
    cookie: str
    token: str  # of forms, for this cookie


@dataclass(frozen=True)
class Filled:
    people: Sequence[Someone]
    modules: Sequence[Module]

    @property
    def lessons(self) -> list[Module]:
        return [module for module in self.modules if module.kind == "lesson"]


def fill(app: Flask, count: int) -> Filled:
    """The real course with `count` people enrolled in it and signed in."""
    with transaction():
        agency = found()
        course_id = publishing.publish(the_real(), agency.id, None).course_id
        people = _people(agency.id, count)
        enrolments = _enrol(course_id, agency.id, people)
    return Filled(signed_in(app, people, enrolments), modules(COURSE))


def found() -> Agency:
    """An agency of its own, with the standards."""
    load_standards()
    agency = Agency(code="5500", name="Pemerintah Provinsi Jambi", short_name="Jambi")
    db.session.add(agency)
    db.session.flush()
    return agency


def signed_in(
    app: Flask, people: Sequence[dict[str, Any]], enrolments: Sequence[int]
) -> list[Someone]:
    """Open a browser for each of these people, who are each in one enrolment."""
    with transaction():
        digests = _sign_in(people)
    browsers = [_browser(app, digest) for digest in digests]
    return [
        Someone(person["id"], person["nip"], enrolment_id, *browser)
        for person, enrolment_id, browser in zip(people, enrolments, browsers, strict=True)
    ]


def _people(agency_id: int, count: int) -> list[dict[str, Any]]:
    """People of one unit, all with one password."""
    unit = identity.add_unit(agency_id, "KOMINFO", "Dinas Komunikasi dan Informatika")
    post = Post(agency_id=agency_id, title="Pelaksana", level=PostLevel.PELAKSANA)
    db.session.add(post)
    db.session.flush()
    kept = passwords.hashed(PASSWORD)
    people = [_person(number, kept) for number in range(1, count + 1)]
    place = {"unit_id": unit.id, "post_id": post.id, "rank_group": "III/a", "since": SINCE}
    write(Person, people)
    write(Membership, ({"person_id": each["id"], **place} for each in people))
    return people


def _person(number: int, kept: str) -> dict[str, Any]:
    return {
        "id": number,
        "nip": f"19910412201503{number:04d}",
        "name": f"Pegawai {number}",
        "staff_kind": StaffKind.PNS,
        "active": True,
        "password_hash": kept,
        "created_at": clock.now(),
    }


def _enrol(course_id: int, agency_id: int, people: list[dict[str, Any]]) -> list[int]:
    run = learning.open_default_run(db.session.get_one(Course, course_id))
    same: dict[str, Any] = {"run_id": run.id, "course_id": course_id, "agency_id": agency_id}
    same |= {"state": EnrolmentState.ACTIVE, "enrolled_at": clock.now()}
    write(Enrolment, ({"id": each["id"], "person_id": each["id"], **same} for each in people))
    return [each["id"] for each in people]


def _sign_in(people: Sequence[dict[str, Any]]) -> list[str]:
    """Open a session for each; answers the digests that their cookies carry."""
    moment = clock.now()
    digests = [identity.digest(f"browser {each['id']}") for each in people]
    same: dict[str, Any] = {
        "began_at": moment,
        "seen_at": moment,
        "ends_at": moment + timedelta(days=1),
    }
    same |= {"browser": "bench", "address": "127.0.0.1"}
    given = zip(digests, people, strict=True)
    write(SignIn, ({"token_digest": d, "person_id": each["id"], **same} for d, each in given))
    return digests


def _browser(app: Flask, digest: str) -> tuple[str, str]:
    """The cookie and the token of a browser where this session is open."""
    with app.app_context(), app.test_request_context():  # a `g` of its own: it keeps the token
        session.update({"_user_id": digest, "_fresh": True})
        token = generate_csrf()
        response = app.response_class()
        app.session_interface.save_session(app, session, response)
        return response.headers["Set-Cookie"].partition(";")[0], token


def progress(people: Sequence[Someone], lessons: Sequence[Module]) -> list[Module]:
    """Let everybody be somewhere in the course; answers the lesson that each is reading.

    The first person reads the first lesson, the second the next with the one before it done, and
    so on from the start again. All opened theirs an hour ago, so the page waits for nothing.
    """
    places = [number % len(lessons) for number in range(len(people))]
    with transaction():
        for someone, place in zip(people, places, strict=True):
            write(Progress, _standings(someone.enrolment_id, lessons[: place + 1]))
            enrolment = db.session.get_one(Enrolment, someone.enrolment_id)
            enrolment.place_slug, enrolment.place_at = lessons[place].slug, clock.now()
    return [lessons[place] for place in places]


def _standings(enrolment_id: int, opened: Sequence[Module]) -> Iterator[dict[str, Any]]:
    moment = clock.now() - timedelta(hours=1)
    for module in opened:
        done_at = None if module is opened[-1] else moment
        yield {
            "enrolment_id": enrolment_id,
            "module_slug": module.slug,
            "opened_at": moment,
            "done_at": done_at,
            "detail": {},
        }


def write(model: type[Base], rows: Any) -> None:
    db.session.execute(insert(model), list(rows))

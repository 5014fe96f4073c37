"""Several people press the same button at the same moment."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from flask import Flask
from sqlalchemy import func, select

from cast import Cast
from lms.catalog import queries as courses
from lms.foundation import clock
from lms.foundation.database import db, transaction
from lms.foundation.errors import Conflict
from lms.learning import actions, queries
from lms.learning.models import Enrolment, Run

PATIENCE = 30  # seconds


def run_of(slug: str, **facts: object) -> int:
    """A dated run of the course."""
    course = courses.course(slug)
    given = {
        "course_id": course.id,
        "agency_id": course.agency_id,
        "number": 7,
        "name": "Angkatan VII",
        "self_paced": False,
        "opens_on": clock.today(),
        **facts,
    }
    with transaction():
        run = Run(**given)
        db.session.add(run)
    return run.id


def at_once(app: Flask, *acts: Callable[[], object]) -> list[object]:
    """Do each act in a thread and a transaction of its own, all at the same moment.

    Answers what each gave, or the refusal that it met.
    """
    gate = Barrier(len(acts))

    def alone(act: Callable[[], object]) -> object:
        with app.app_context():
            gate.wait(PATIENCE)
            try:
                with transaction():
                    return act()
            except Conflict as refused:
                return refused
            finally:
                db.session.remove()

    with ThreadPoolExecutor(len(acts)) as threads:
        asked = [threads.submit(alone, act) for act in acts]
        return [each.result(PATIENCE) for each in asked]


def test_the_last_place_is_given_once(app: Flask, cast: Cast, lessons: str) -> None:
    run_id = run_of(lessons, places=1)
    people = [cast.rani, cast.dedi, cast.nurul, cast.wati]

    def enter(person_id: int) -> Callable[[], object]:
        return lambda: actions.enrol(queries.run(run_id), person_id, cast.province).person_id

    answers = at_once(app, *(enter(each.id) for each in people))
    refused = [each for each in answers if isinstance(each, Conflict)]
    assert len(refused) == len(people) - 1
    assert "sudah terisi" in str(refused[0])
    taken = select(func.count()).where(Enrolment.run_id == run_id)
    assert db.session.scalar(taken) == 1


def test_one_person_at_two_windows_is_enrolled_once(app: Flask, cast: Cast, lessons: str) -> None:
    with transaction():
        actions.open_default_run(courses.course(lessons))

    def enter() -> object:
        run = actions.open_default_run(courses.course(lessons))
        return actions.enrol(run, cast.rani.id, cast.province).id

    answers = at_once(app, enter, enter, enter)
    assert len(set(answers)) == 1, answers
    assert db.session.scalar(select(func.count()).select_from(Enrolment)) == 1


def test_two_who_come_first_get_the_same_self_paced_run(
    app: Flask, cast: Cast, lessons: str
) -> None:
    def open_run() -> object:
        return actions.open_default_run(courses.course(lessons)).id

    answers = at_once(app, open_run, open_run, open_run)
    assert len(set(answers)) == 1, answers

"""Several people press the same button at the same moment."""

from collections.abc import Callable

from flask import Flask
from sqlalchemy import func, select

from cast import Cast
from lms.catalog import queries as courses
from lms.foundation.database import db, transaction
from lms.foundation.errors import Conflict
from lms.learning import actions, queries
from lms.learning.models import Enrolment
from queues import at_once, run_of


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

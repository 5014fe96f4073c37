"""The last place, and one's presence, asked for at the same moment."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from flask import Flask

from cast import Cast
from lms.catalog import queries as catalog
from lms.catalog.library import page
from lms.foundation import clock
from lms.foundation.database import db, transaction
from lms.foundation.errors import Conflict
from lms.sessions import actions, queries
from lms.sessions.actions import Said
from lms.sessions.meeting import Meeting
from meetings import MODULE, SLUG, STARTS, Comer, noted

PATIENCE = 30  # seconds


def together(app: Flask, acts: list[Callable[[], object]]) -> list[object]:
    """What each act gave in a thread and a transaction of its own, or that it was refused."""
    gate = Barrier(len(acts))

    def alone(act: Callable[[], object]) -> object:
        with app.app_context():
            gate.wait(PATIENCE)
            try:
                with transaction():
                    return act()
            except Conflict:
                return "refused"
            finally:
                db.session.remove()

    with ThreadPoolExecutor(len(acts)) as threads:
        asked = [threads.submit(alone, act) for act in acts]
        return [each.result(PATIENCE) for each in asked]


def test_the_last_places_are_given_once_and_presence_is_noted_once(
    app: Flask, cast: Cast, rani: Comer, dedi: Comer, wati: Comer
) -> None:
    nurul = Comer(app.test_client(), cast.nurul).enrol()
    course = catalog.course(SLUG)
    module = catalog.current(course).module(MODULE)
    assert module
    meeting, everybody = Meeting.of(page(module.digest).facts), (rani, dedi, wati.enrol(), nurul)
    ids = [each.enrolment_id for each in everybody]

    def take(enrolment_id: int) -> Callable[[], object]:
        return lambda: actions.take_place(enrolment_id, MODULE, meeting)

    answers = together(app, [take(each) for each in ids])
    assert answers.count("refused") == 2
    assert queries.seats_taken(course.id, MODULE) == 2
    with clock.at(STARTS):
        said = Said(True, wati.someone.id)
        marked = together(app, [lambda: actions.mark(ids[0], MODULE, said)] * 3)
    assert sorted(map(bool, marked)) == [False, False, True]
    assert noted() == [(True, "list")]

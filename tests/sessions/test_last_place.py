"""The last place, and one's presence, asked for at the same moment."""

from collections.abc import Callable

from flask import Flask

from cast import Cast
from crowds import at_once
from lms.catalog import queries as catalog
from lms.catalog.library import page
from lms.foundation import clock
from lms.foundation.database import transaction
from lms.foundation.errors import Conflict
from lms.sessions import actions, queries
from lms.sessions.actions import Said
from lms.sessions.meeting import Meeting
from meetings import MODULE, SLUG, STARTS, Comer, noted


def tried(act: Callable[[], object]) -> object:
    """What it gave in a transaction of its own, or that it was refused."""
    try:
        with transaction():
            return act()
    except Conflict:
        return "refused"


def test_the_last_places_are_given_once_and_presence_is_noted_once(
    app: Flask, cast: Cast, rani: Comer, dedi: Comer, wati: Comer
) -> None:
    nurul = Comer(app.test_client(), cast.nurul).enrol()
    course = catalog.course(SLUG)
    course_id, module = course.id, catalog.current(course).module(MODULE)
    assert module
    meeting, everybody = Meeting.of(page(module.digest).facts), (rani, dedi, wati.enrol(), nurul)
    ids = [each.enrolment_id for each in everybody]

    def take(number: int) -> object:
        return tried(lambda: actions.take_place(ids[number], MODULE, meeting))

    answers = at_once(app, take, len(ids))
    assert answers.count("refused") == 2
    assert queries.seats_taken(course_id, MODULE) == 2
    with clock.at(STARTS):
        said = Said(True, wati.someone.id)
        marked = at_once(app, lambda _: tried(lambda: actions.mark(ids[0], MODULE, said)), 3)
    assert sorted(map(bool, marked)) == [False, False, True]
    assert noted() == [(True, "list")]

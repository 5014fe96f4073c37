"""A run is full: who comes stands in line, and what becomes free is given to the first."""

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import delete, update
from sqlalchemy.exc import DatabaseError

from cast import Cast
from lms.catalog import queries as courses
from lms.foundation import clock
from lms.foundation.database import db, transaction
from lms.foundation.errors import Conflict
from lms.learning import actions, policies, queries
from lms.learning.models import ApplicationStep, Withdrawal
from queues import application_of, at_once, come, inside, leave, run_of, state_of, steps_of
from quizzes import Sitter

ONE_ENGINE = pytest.mark.parametrize("engine_url", ["sqlite"], indirect=True)
DAY = timedelta(days=1)


def test_the_first_in_line_gets_the_place_that_was_left_and_may_decline_it(
    app: Flask, cast: Cast, lessons: str
) -> None:
    run_id = run_of(lessons)
    rani, dedi, nurul = (
        Sitter(app.test_client(), each) for each in (cast.rani, cast.dedi, cast.nurul)
    )
    for sitter in (rani, dedi, nurul, dedi):
        come(sitter, lessons, run_id)
    assert [state_of(each) for each in (cast.dedi, cast.nurul)] == ["queued", "queued"]
    assert "Anda nomor 2 di daftar tunggu Angkatan VII" in nurul.browser.get("/").text
    page = nurul.browser.get(f"/courses/{lessons}").text
    assert "Anda nomor 2 di daftar tunggu Angkatan VII" in page
    assert "Daftar dan mulai" not in page, "one waits for one run at a time"
    assert leave(rani, lessons) == 302
    assert inside(run_id) == [cast.dedi.id]
    assert steps_of(cast.dedi) == ["asked", "queued", "given"]
    assert "Mendapat tempat" in dedi.browser.get("/").text
    assert "Anda mendapat tempat di Angkatan VII" in dedi.browser.get(f"/courses/{lessons}").text
    assert leave(dedi, lessons) == 302, "a place that was given may be declined"
    assert inside(run_id) == [cast.nurul.id]
    nurul.browser.get(f"/courses/{lessons}/satu")
    assert "Mendapat tempat" not in nurul.browser.get("/").text, "it was taken up"


def test_places_that_are_added_go_to_those_in_line_in_their_order(
    app: Flask, cast: Cast, lessons: str
) -> None:
    run_id = run_of(lessons)
    people = [cast.rani, cast.dedi, cast.nurul, cast.wati]
    for someone in people:
        come(Sitter(app.test_client(), someone), lessons, run_id)
    plan = actions.Plan(name="Angkatan VII", opens_on=clock.today(), places=3)
    with transaction():
        actions.change_run(queries.run(run_id), plan, cast.wati.id)
    assert inside(run_id) == [each.id for each in people[:3]]
    assert state_of(cast.wati) == "queued"


def test_two_who_leave_at_once_make_way_for_two_and_no_place_is_given_twice(
    app: Flask, cast: Cast, lessons: str
) -> None:
    run_id = run_of(lessons, places=2)
    people = [cast.rani, cast.dedi, cast.nurul, cast.wati, cast.hendra]

    def enter(person_id: int) -> object:
        return actions.apply(queries.run(run_id), person_id, cast.province).id

    at_once(app, *(lambda each=each: enter(each.id) for each in people))
    first = inside(run_id)
    assert len(first) == 2
    course_id = courses.course(lessons).id
    line = [each for each in people if each.id not in first]

    held = [it.id for each in first if (it := queries.active(course_id, each))]
    asked = application_of(line[0])

    def go(enrolment_id: int) -> object:
        return actions.withdraw(queries.enrolment(enrolment_id))

    def give_up() -> object:
        return actions.take_back(asked, line[0].id)

    answers = at_once(app, *(lambda each=each: go(each) for each in [*held, held[0]]), give_up)
    now = inside(run_id)
    assert len(now) == len(set(now)) == 2, "both places are taken again, each by one person"
    assert set(now) <= {each.id for each in line}
    assert (state_of(line[0]) == "taken_back") == (line[0].id not in now)
    assert [each for each in answers if isinstance(each, Conflict)] in ([], [answers[-1]])


@ONE_ENGINE
def test_who_leaves_the_line_or_finds_another_way_is_passed_over(
    app: Flask, cast: Cast, lessons: str
) -> None:
    run_id = run_of(lessons)
    rani, dedi, nurul = (
        Sitter(app.test_client(), each) for each in (cast.rani, cast.dedi, cast.nurul)
    )
    for sitter in (rani, dedi, nurul):
        come(sitter, lessons, run_id)
    come(Sitter(app.test_client(), cast.hendra), lessons, run_id)
    address = f"/courses/{lessons}/enrolment/application/withdrawal"
    assert "Keluar dari daftar tunggu?" in dedi.browser.get(address).text
    for _ in range(2):
        assert dedi.post(address).status_code == 302
    with transaction():
        own_pace = actions.open_default_run(courses.course(lessons))
        actions.enrol(own_pace, cast.nurul.id, cast.province, assigned_by=cast.yusuf.id)
    assert [state_of(each) for each in (cast.dedi, cast.nurul)] == ["taken_back", "lapsed"]
    leave(rani, lessons)
    assert inside(run_id) == [cast.hendra.id]


@ONE_ENGINE
def test_a_course_that_is_archived_gives_no_places_until_it_is_put_back(
    app: Flask, cast: Cast, lessons: str
) -> None:
    run_id = run_of(lessons)
    rani, dedi = Sitter(app.test_client(), cast.rani), Sitter(app.test_client(), cast.dedi)
    come(rani, lessons, run_id)
    come(dedi, lessons, run_id)
    with transaction():
        courses.course(lessons).archived_at = clock.now()
    leave(rani, lessons)
    assert (inside(run_id), state_of(cast.dedi)) == ([], "queued")
    assert "Anda nomor" not in dedi.browser.get("/").text, "the page it leads to is not there"
    with transaction():
        courses.course(lessons).archived_at = None
    come(Sitter(app.test_client(), cast.nurul), lessons, run_id)
    assert (inside(run_id), state_of(cast.nurul)) == ([cast.dedi.id], "queued")


@ONE_ENGINE
def test_nobody_waits_in_two_runs_of_a_course_unless_one_is_over(
    app: Flask, cast: Cast, lessons: str
) -> None:
    first = run_of(lessons, closes_on=clock.today() + DAY)
    second = run_of(lessons, number=8, name="Angkatan VIII")
    for run_id in (first, second):
        with transaction():
            other = cast.rani if run_id == first else cast.nurul
            actions.enrol(queries.run(run_id), other.id, cast.province)
    dedi = Sitter(app.test_client(), cast.dedi)
    come(dedi, lessons, first)
    refused = dedi.post(f"/courses/{lessons}/enrolment", run=second)
    assert (refused.status_code, "masih menunggu tempat di Angkatan VII" in refused.text) == (
        409,
        True,
    )
    with clock.at(clock.now() + 2 * DAY):
        assert "berakhir sebelum ada tempat" in dedi.browser.get(f"/courses/{lessons}").text
        come(dedi, lessons, second)
    assert state_of(cast.dedi) == "queued"


@ONE_ENGINE
def test_a_run_has_a_last_day_to_come_and_one_to_go(app: Flask, cast: Cast, lessons: str) -> None:
    today = clock.today()
    run_id = run_of(
        lessons, enrol_until=today + DAY, withdraw_until=today + DAY, closes_on=today + 9 * DAY
    )
    rani, dedi = Sitter(app.test_client(), cast.rani), Sitter(app.test_client(), cast.dedi)
    come(rani, lessons, run_id)
    come(dedi, lessons, run_id)
    rani.browser.get(f"/courses/{lessons}/satu")
    with clock.at(clock.now() + 2 * DAY):
        page = rani.browser.get(f"/courses/{lessons}").text
        assert "Batas mengundurkan diri sendiri sudah lewat" in page
        assert leave(rani, lessons) == 409
        nurul = Sitter(app.test_client(), cast.nurul)
        assert "Pendaftaran sudah ditutup" in nurul.browser.get(f"/courses/{lessons}").text
        assert nurul.post(f"/courses/{lessons}/enrolment", run=run_id).status_code == 409
        with transaction():
            held = queries.active(courses.course(lessons).id, cast.rani.id)
            assert held
            actions.withdraw(held, cast.wati.id, "Sakit")
            actions.withdraw(held, cast.wati.id, "Sakit")
        assert inside(run_id) == [cast.dedi.id], "who stood in line came in time"
        assert leave(dedi, lessons) == 302, "and may still decline"
        assert "Sakit" in rani.browser.get("/").text


@ONE_ENGINE
def test_policies_say_no(app: Flask, cast: Cast, lessons: str) -> None:
    run_id = run_of(lessons)
    with transaction():
        given = actions.apply(queries.run(run_id), cast.rani.id, cast.province)
        actions.apply(queries.run(run_id), cast.dedi.id, cast.province)
    asked = queries.application(application_of(cast.dedi))
    assert policies.may_take_back(asked, cast.dedi.id)
    assert not policies.may_take_back(asked, cast.rani.id)
    held = queries.enrolment(given.id)
    assert policies.may_let_go(held, cast.wati.id)
    assert not policies.may_let_go(held, cast.rani.id)
    with transaction():
        queries.enrolment(given.id).assigned_by = cast.yusuf.id
    assert not policies.may_let_go(queries.enrolment(given.id), cast.wati.id)
    stranger = Sitter(app.test_client(), cast.lestari)
    address = f"/courses/{lessons}/enrolment/application"
    assert stranger.browser.get(f"{address}?run={run_id}").status_code == 404
    assert stranger.post(f"{address}/withdrawal").status_code == 404
    assert Sitter(app.test_client(), cast.nurul).post(f"{address}/withdrawal").status_code == 404


def test_what_was_done_with_an_application_is_never_rewritten(
    app: Flask, cast: Cast, lessons: str
) -> None:
    run_id = run_of(lessons)
    with transaction():
        held = actions.apply(queries.run(run_id), cast.rani.id, cast.province)
        actions.apply(queries.run(run_id), cast.dedi.id, cast.province)
        actions.withdraw(queries.enrolment(held.id), cast.wati.id, "Pindah tugas")
    for change in (
        update(ApplicationStep).values(reason="x"),
        update(Withdrawal).values(reason="x"),
        delete(ApplicationStep),
        delete(Withdrawal),
    ):
        with pytest.raises(DatabaseError, match="never rewritten"), transaction():
            db.session.execute(change)

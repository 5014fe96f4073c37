"""Who asks for a place is answered by those who lead the course, or by the head of their unit."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from flask import Flask
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import delete

from cast import Cast
from lms.catalog.actions import share
from lms.catalog.models import CourseShare
from lms.catalog.queries import course
from lms.foundation import clock
from lms.foundation.database import db, transaction
from lms.home import doors
from lms.learning import actions, policies, queries
from lms.learning.models import ApplicationState, Approval
from lms.learning.queries import Applicant, foretell
from queues import WHY, application_of, ask, inside, is_in, run_of, state_of, steps_of
from quizzes import Sitter
from readings import publish_lessons
from statements import statements

ONE_ENGINE = pytest.mark.parametrize("engine_url", ["sqlite"], indirect=True)
ROOT = "/approvals"
ANSWER = f"{ROOT}/answer"
DAY = timedelta(days=1)


@pytest.fixture
def lessons(cast: Cast, tmp_path: Path) -> str:
    return publish_lessons(tmp_path / "content", cast.province)


@pytest.fixture
def wati(app: Flask, cast: Cast) -> Sitter:
    return Sitter(app.test_client(), cast.wati)


def waiting_at_the_door(person_id: int) -> int:
    (door,) = (
        door
        for _, hall in doors.open_to(person_id)
        for door in hall
        if door.endpoint == "approvals.index"
    )
    return door.waiting(person_id)


def test_leaders_answer_one_or_many_and_see_before_what_it_brings(
    app: Flask, cast: Cast, lessons: str, wati: Sitter
) -> None:
    run_id = run_of(lessons, approval=Approval.LEADERS)
    people = [cast.rani, cast.dedi, cast.nurul]
    rani, dedi, nurul = (Sitter(app.test_client(), each) for each in people)
    page = rani.browser.get(f"/courses/{lessons}").text
    assert "Perlu persetujuan pengampu kursus" in page
    assert ask(rani, lessons, run_id, " ") == 422
    assert ask(rani, lessons, run_id, "x" * 1001) == 422
    for sitter in (rani, dedi, nurul):
        assert ask(sitter, lessons, run_id) == 302
    assert rani.post(f"/courses/{lessons}/enrolment", run=run_id).status_code == 302
    assert (inside(run_id), state_of(cast.rani)) == ([], "asked")
    assert "menunggu jawaban" in rani.browser.get("/").text
    assert "Permohonan Anda untuk Angkatan VII" in rani.browser.get(f"/courses/{lessons}").text
    assert waiting_at_the_door(cast.wati.id) == 3
    listed = wati.browser.get(ROOT).text
    assert all(each.name in listed for each in people)
    assert WHY in listed
    ids = [application_of(each) for each in people]
    shown = wati.browser.get(f"{ANSWER}?id={ids[0]}&id={ids[1]}").text
    assert "langsung terdaftar" in shown
    assert "nomor 1 di daftar tunggu" in shown
    assert wati.post(ANSWER, id=[ids[2]], verdict="refuse").status_code == 422, "it says why"
    assert wati.post(ANSWER, id=[ids[2]], verdict="").status_code == 422
    wati.post(ANSWER, id=[ids[2]], verdict="refuse", reason="Sudah ikut tahun lalu.")
    for _ in range(2):
        assert wati.post(ANSWER, id=ids[:2], verdict="approve").status_code == 302
    assert "2 permohonan sudah dijawab atau ditarik" in wati.browser.get("/account").text
    assert inside(run_id) == [cast.rani.id]
    assert [state_of(each) for each in people] == ["given", "queued", "refused"]
    assert steps_of(cast.dedi) == ["asked", "approved", "queued"]
    for address in ("/", f"/courses/{lessons}"):
        assert "Sudah ikut tahun lalu." in nurul.browser.get(address).text
    assert waiting_at_the_door(cast.wati.id) == 0
    assert "Tidak ada yang menunggu" in wati.browser.get(ROOT).text


@ONE_ENGINE
def test_a_refusal_is_taken_back_until_the_person_found_another_way(
    app: Flask, cast: Cast, lessons: str, wati: Sitter
) -> None:
    run_id = run_of(lessons, approval=Approval.LEADERS)
    rani = Sitter(app.test_client(), cast.rani)
    ask(rani, lessons, run_id)
    asked = application_of(cast.rani)
    wati.post(ANSWER, id=[asked], verdict="refuse", reason="Keliru.")
    assert "Keliru." in wati.browser.get(ROOT).text
    back = f"{ROOT}/{asked}/refusal/withdrawal"
    assert rani.post(back).status_code in {403, 404}
    assert [wati.post(back).status_code for _ in range(2)] == [302, 302]
    assert state_of(cast.rani) == "asked"
    wati.post(ANSWER, id=[asked], verdict="refuse", reason="Penuh.")
    ask(rani, lessons, run_id, "Sekali lagi.")
    assert wati.post(back).status_code == 409
    assert application_of(cast.rani) != asked


def test_the_head_of_ones_own_unit_answers_and_else_the_leaders(
    app: Flask, cast: Cast, lessons: str, wati: Sitter
) -> None:
    run_id = run_of(lessons, approval=Approval.HEAD, places=9)
    for someone in (cast.rani, cast.nurul, cast.yusuf):
        ask(Sitter(app.test_client(), someone), lessons, run_id)
    rani, nurul, yusuf = (application_of(each) for each in (cast.rani, cast.nurul, cast.yusuf))
    head = Sitter(app.test_client(), cast.yusuf)
    among = {
        each.id
        for each in queries.applicants_in(queries.answering(cast.yusuf.id), ApplicationState.ASKED)
    }
    assert among == {rani}, "not themselves, and not who works elsewhere"
    led = {
        each.id
        for each in queries.applicants_in(queries.answering(cast.wati.id), ApplicationState.ASKED)
    }
    assert led == {nurul, yusuf}, "where nobody else heads the unit"
    assert head.post(ANSWER, id=[nurul], verdict="approve").status_code == 404
    assert head.post(ANSWER, id=[yusuf], verdict="approve").status_code == 404
    assert wati.post(ANSWER, id=[rani], verdict="approve").status_code == 404
    assert head.post(ANSWER, id=[rani], verdict="approve").status_code == 302
    assert inside(run_id) == [cast.rani.id]


@ONE_ENGINE
def test_only_who_may_answer_comes_in(app: Flask, cast: Cast, lessons: str) -> None:
    run_id = run_of(lessons, approval=Approval.LEADERS)
    rani = Sitter(app.test_client(), cast.rani)
    ask(rani, lessons, run_id)
    asked = application_of(cast.rani)
    assert not policies.may_answer_any(cast.rani.id)
    assert policies.may_answer_any(cast.yusuf.id)
    assert [rani.browser.get(each).status_code for each in (ROOT, f"{ANSWER}?id={asked}")] == [
        403,
        403,
    ]
    assert rani.post(ANSWER, id=[asked], verdict="approve").status_code == 403
    assert state_of(cast.rani) == "asked"
    for wrong in ("0", "-1", "9" * 30, "x", "\x00"):
        wati = Sitter(app.test_client(), cast.wati)
        assert wati.browser.get(f"{ANSWER}?id={wrong}").status_code == 302, "back to the list"
    assert wati.post(ANSWER, id=[99999], verdict="approve").status_code == 404


@ONE_ENGINE
def test_who_may_no_longer_come_is_told_apart(
    app: Flask, cast: Cast, lessons: str, wati: Sitter
) -> None:
    with transaction():
        share(course(lessons), cast.city, cast.wati.id)
    run_id = run_of(lessons, approval=Approval.LEADERS, closes_on=clock.today() + DAY)
    lestari = Sitter(app.test_client(), cast.lestari)
    ask(lestari, lessons, run_id)
    assert (
        "Pemerintah Kota Jambi" in wati.browser.get(ROOT).text
        or "Dinas Kependudukan" in wati.browser.get(ROOT).text
    )
    asked = application_of(cast.lestari)
    with clock.at(clock.now() + 2 * DAY):
        late = Sitter(app.test_client(), cast.wati)
        assert late.post(ANSWER, id=[asked], verdict="approve").status_code == 404, "it is over"
    with transaction():
        db.session.execute(delete(CourseShare))
    wati.post(ANSWER, id=[asked], verdict="approve")
    assert (inside(run_id), state_of(cast.lestari)) == ([], "lapsed")


@ONE_ENGINE
def test_where_nobody_need_be_asked_any_more_those_who_asked_come_in(
    app: Flask, cast: Cast, lessons: str, wati: Sitter
) -> None:
    rules = f"/teaching/{lessons}/runs/self-paced"
    assert Sitter(app.test_client(), cast.rani).browser.get(rules).status_code == 403
    assert wati.browser.submit(rules, to=rules, approval="leaders").status_code == 302  # type: ignore[attr-defined]  # the test browser's own
    rani = Sitter(app.test_client(), cast.rani)
    page = rani.browser.get(f"/courses/{lessons}").text
    assert "Minta tempat" in page
    assert "Daftar dan mulai" not in page
    run_id = actions_default(lessons)
    ask(rani, lessons, run_id)
    assert not is_in(cast.rani, lessons)
    waits = f"/teaching/{lessons}/runs/{run_id}/waiting"
    assert cast.rani.name in wati.browser.get(waits).text
    assert rani.browser.get(waits).status_code == 403
    assert "1 meminta tempat" in wati.browser.get(f"/teaching/{lessons}/runs").text
    wati.post(rules, approval="open")
    assert is_in(cast.rani, lessons)
    assert wati.post(rules, approval="nobody").status_code == 422


def actions_default(slug: str) -> int:
    with transaction():
        return actions.open_default_run(course(slug)).id


def test_the_list_asks_the_same_for_one_and_for_many(
    app: Flask, cast: Cast, lessons: str, wati: Sitter
) -> None:
    run_id = run_of(lessons, approval=Approval.LEADERS)
    ask(Sitter(app.test_client(), cast.rani), lessons, run_id)
    wati.browser.get(ROOT)
    with statements() as few:
        wati.browser.get(ROOT)
    few.at_most(6)
    with transaction():
        for someone in (cast.dedi, cast.nurul, cast.hendra, cast.siti):
            actions.apply(queries.run(run_id), someone.id, cast.province, WHY)
    with statements() as many:
        wati.browser.get(ROOT)
    assert len(many) == len(few)


def applicant(number: int, run_id: int, places: int | None, taken: int, queued: int) -> Applicant:
    day = date(2026, 11, 22)
    facts = (number, "A", "1", None, "J", WHY, clock.now(), ApplicationState.ASKED, "", "K")
    return Applicant(*facts, run_id, "R", Approval.LEADERS, day, None, places, taken, queued)


@given(
    st.lists(st.integers(1, 3), max_size=12),
    st.dictionaries(st.integers(1, 3), st.none() | st.integers(0, 5), min_size=3),
    st.integers(0, 4),
)
def test_what_is_foretold_gives_each_place_once_and_lengthens_the_line_by_one(
    runs: list[int], free: dict[int, int | None], queued: int
) -> None:
    places = {run: None if left is None else 10 + left for run, left in free.items()}
    asked = [applicant(n, run, places[run], 10, queued) for n, run in enumerate(runs)]
    told = foretell(asked)
    for run, left in free.items():
        turns = [told[each.id] for each in asked if each.run_id == run]
        given_ = len(turns) if left is None else min(left, len(turns))
        later = range(queued + 1, queued + 1 + len(turns) - given_)
        assert turns == [0] * given_ + list(later)

"""Courses in an order: made by officers, followed by people, and never taken away again."""

from typing import Any

import pytest
from flask import Flask
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import delete, select, update
from sqlalchemy.exc import DatabaseError

from cast import Cast, Someone
from lms.catalog import queries as catalog
from lms.foundation import clock
from lms.foundation.database import db, transaction
from lms.learning import actions as learning
from lms.learning import queries as enrolments
from lms.programmes import actions, policies, queries
from lms.programmes.forms import MORE, MOST, Row, arranged
from lms.programmes.models import Arrival, Curriculum, Journey, Programme, Stage
from lms.programmes.queries.stages import Step, StepState, in_order
from queues import at_once
from quizzes import Sitter
from statements import statements

ONE_ENGINE = pytest.mark.parametrize("engine_url", ["sqlite"], indirect=True)
NEW = "/programmes/new"
TITLE = "Jalur pelayanan"


def chosen(*slugs: str, free: tuple[str, ...] = ()) -> dict[str, Any]:
    """The rows of the form."""
    ids = [catalog.course(slug).id if slug else 0 for slug in slugs]
    return {"course": ids, "required": ["free" if slug in free else "required" for slug in slugs]}


def make(hendra: Sitter, *slugs: str, free: tuple[str, ...] = ()) -> int:
    """By the form; answers the programme."""
    answer = hendra.post(NEW, do="save", title=TITLE, **chosen(*slugs, free=free))
    assert answer.status_code == 302, answer.text
    return int(answer.location.rsplit("/", 1)[1])


def complete(someone: Someone, slug: str) -> None:
    with transaction():
        run = learning.open_default_run(catalog.course(slug))
        held = learning.enrol(run, someone.id, someone.agency_id, assigned_by=someone.id)
        learning.complete(held)


def states(programme_id: int, someone: Someone) -> list[str]:
    found = queries.programmed(programme_id, someone.id)
    steps = queries.steps(found.curriculum_id, someone.id, someone.agency_id)
    return [step.state.value for step in steps]


def arrivals() -> int:
    db.session.rollback()
    return len(db.session.scalars(select(Arrival)).all())


def test_a_programme_is_followed_in_its_order_until_it_is_completed(
    app: Flask, cast: Cast, courses: dict[str, str], hendra: Sitter
) -> None:
    made = make(hendra, "dasar", "lanjut", "mahir", free=("lanjut",))
    home = f"/programmes/{made}"
    rani = Sitter(app.test_client(), cast.rani)
    assert TITLE in rani.browser.get("/programmes").text
    assert "Langkah 3 dari 3: Jalur pelayanan" in rani.browser.get("/courses/mahir").text
    assert [rani.post(f"{home}/journey").status_code for _ in range(2)] == [302, 302]
    assert states(made, cast.rani) == ["open", "locked", "locked"]
    page = rani.browser.get(home).text
    assert "Terbuka setelah “Kursus Dasar”" in page
    assert "0 dari 2 kursus wajib selesai" in page
    refused = rani.post("/courses/mahir/enrolment")
    assert refused.status_code == 409
    assert "terbuka setelah “Kursus Dasar” selesai" in refused.text
    assert rani.post("/courses/dasar/enrolment").status_code == 302
    assert states(made, cast.rani)[0] == "now"
    complete(cast.rani, "dasar")
    assert states(made, cast.rani) == ["done", "open", "open"], "a free one holds nobody back"
    complete(cast.rani, "mahir")
    assert "Anda menyelesaikan program ini pada" in rani.browser.get(home).text
    assert rani.browser.get(f"{home}/journey/withdrawal").status_code == 403
    assert "1 selesai" in hendra.browser.get("/programmes/desk").text
    for change in (update(Arrival).values(at=clock.now()), delete(Stage), delete(Curriculum)):
        with pytest.raises(DatabaseError, match="never rewritten"), transaction():
            db.session.execute(change)


def test_a_change_takes_nothing_from_who_is_in_it(
    app: Flask, cast: Cast, courses: dict[str, str], hendra: Sitter
) -> None:
    made = make(hendra, "dasar", "mahir")
    home, curriculum = f"/programmes/{made}", f"/programmes/{made}/curriculum"
    rani, dedi = Sitter(app.test_client(), cast.rani), Sitter(app.test_client(), cast.dedi)
    for sitter in (rani, dedi):
        sitter.post(f"{home}/journey")
    changed = {"do": "save", "seen": "1", "title": TITLE, **chosen("lanjut", "dasar")}
    for _ in range(2):
        assert hendra.post(curriculum, **changed).status_code == 302
    assert "Susunan ke-2" in hendra.browser.get("/programmes/desk").text, "said twice, written once"
    complete(cast.rani, "dasar")
    complete(cast.rani, "mahir")
    complete(cast.dedi, "dasar")
    assert arrivals() == 1, "by the curriculum that she began with"
    assert "sudah diperbarui" not in rani.browser.get(home).text
    page = dedi.browser.get(home).text
    assert "sudah diperbarui" in page
    assert "Kursus Mahir" in page
    assert "<li>Kursus Lanjut" in page, "where one would go over to"
    assert dedi.post(f"{home}/journey/curriculum", seen="1").status_code == 409
    assert dedi.post(f"{home}/journey/curriculum", seen="2").status_code == 302
    assert states(made, cast.dedi) == ["open", "done"], "what was completed counts"
    complete(cast.dedi, "lanjut")
    assert arrivals() == 2


@ONE_ENGINE
def test_of_two_who_change_a_programme_neither_undoes_the_other_unseen(
    courses: dict[str, str], hendra: Sitter
) -> None:
    curriculum = f"/programmes/{make(hendra, 'dasar', 'mahir')}/curriculum"
    first = {"do": "save", "title": TITLE, **chosen("lanjut", "dasar", free=("dasar",))}
    second = {"do": "save", "title": "Jalur kedua", **chosen("mahir", "dasar")}
    assert 'name="seen" value="1"' in hendra.browser.get(curriculum).text
    assert hendra.post(curriculum, seen="1", **first).status_code == 302
    late = hendra.post(curriculum, seen="1", **second)
    assert late.status_code == 422
    assert "Susunan ini diubah di tempat lain sejak Anda membukanya" in late.text
    assert f"Susunan yang sekarang: {TITLE}" in late.text
    assert "<li>Kursus Dasar (pilihan)</li>" in late.text
    assert 'value="Jalur kedua"' in late.text, "what was typed is there"
    assert 'name="seen" value="2"' in late.text
    assert hendra.post(curriculum, seen="2", **second).status_code == 302
    assert "Jalur kedua" in hendra.browser.get("/programmes/desk").text


def test_the_last_two_courses_at_once_complete_a_programme_once(
    app: Flask, cast: Cast, courses: dict[str, str], hendra: Sitter
) -> None:
    made = make(hendra, "dasar", "mahir")
    Sitter(app.test_client(), cast.rani).post(f"/programmes/{made}/journey")
    ids = []
    for slug in ("dasar", "mahir"):
        with transaction():
            run = learning.open_default_run(catalog.course(slug))
            ids.append(learning.enrol(run, cast.rani.id, cast.province).id)

    def end(enrolment_id: int) -> object:
        return learning.complete(enrolments.enrolment(enrolment_id))

    at_once(app, *(lambda each=each: end(each) for each in ids))
    assert arrivals() == 1


@ONE_ENGINE
def test_what_was_completed_before_counts_and_leaving_frees_of_the_order(
    app: Flask, cast: Cast, courses: dict[str, str], hendra: Sitter
) -> None:
    made = make(hendra, "dasar", "lanjut", "mahir")
    home = f"/programmes/{made}"
    complete(cast.rani, "lanjut")
    rani = Sitter(app.test_client(), cast.rani)
    rani.post(f"{home}/journey")
    assert states(made, cast.rani) == ["open", "done", "locked"]
    assert rani.post("/courses/mahir/enrolment").status_code == 409
    assert "Berhenti dari program ini?" in rani.browser.get(f"{home}/journey/withdrawal").text
    rani.post(f"{home}/journey/withdrawal")
    assert rani.post("/courses/mahir/enrolment").status_code == 302
    assert hendra.post(f"{home}/closing", closed="yes").status_code == 302
    assert rani.post(f"{home}/journey").status_code == 403
    assert TITLE not in rani.browser.get("/programmes").text
    hendra.post(f"{home}/closing", closed="no")
    assert rani.post(f"{home}/journey").status_code == 302
    assert hendra.post(f"{home}/closing", closed="?").status_code == 404


@ONE_ENGINE
@pytest.mark.parametrize(
    ("rows", "changed", "said"),
    [
        (("dasar", "mahir"), {"title": " "}, "Isi nama program"),
        (("dasar", "mahir"), {"title": "x" * 121}, "Isi nama program"),
        (("dasar", "mahir"), {"summary": "x" * 601}, "Paling panjang 600"),
        (("dasar",), {}, "Pilih dari 2 sampai 20 kursus"),
        (("dasar", "dasar"), {}, "hanya boleh sekali"),
        (("dasar", "mahir"), {"required": ["free", "free"]}, "harus wajib"),
        (("dasar", "mahir"), {"course": ["1", "99999"]}, "tidak lagi ditawarkan"),
        (("dasar", "mahir"), {"course": ["x", "\x00", "9" * 40]}, "Pilih dari 2"),
    ],
)
def test_what_nobody_could_follow_is_told_and_given_back(
    courses: dict[str, str],
    hendra: Sitter,
    rows: tuple[str, ...],
    changed: dict[str, Any],
    said: str,
) -> None:
    sent = {"do": "save", "title": TITLE, "summary": "Ringkas.", **chosen(*rows), **changed}
    answer = hendra.post(NEW, **sent)
    assert answer.status_code == 422
    assert said in answer.text
    if "summary" not in changed:
        assert "Ringkas." in answer.text, "what was typed is still there"
    db.session.rollback()
    assert db.session.scalars(select(Programme)).all() == []


@ONE_ENGINE
def test_rows_are_moved_added_and_taken_out_without_scripts(
    cast: Cast, courses: dict[str, str], hendra: Sitter
) -> None:
    moved = hendra.post(NEW, do="down-1", title="Belum selesai", **chosen("dasar", "mahir")).text
    assert moved.index("Kursus ke-1") < moved.index(" selected>Kursus Mahir")
    assert moved.index(" selected>Kursus Mahir") < moved.index(" selected>Kursus Dasar")
    assert 'value="Belum selesai"' in moved
    db.session.rollback()
    assert db.session.scalars(select(Programme)).all() == []


ROWS = st.lists(st.builds(Row, st.none() | st.integers(1, 99), st.booleans()), max_size=MOST)
ACTS = st.builds("{}-{}".format, st.sampled_from(["up", "down"]), st.integers(-2, 30))


@given(ROWS, ACTS | st.sampled_from(["more", "out-1", "", "up", "save", "up-x"]))
def test_moving_loses_no_row(rows: list[Row], act: str) -> None:
    after = arranged(rows, act)
    if act == "more":
        assert after[: len(rows)] == rows
        assert len(after) == min(len(rows) + MORE, MOST)
    elif act == "out-1":
        assert after == rows[1:]
    else:
        assert sorted(map(repr, after)) == sorted(map(repr, rows))


STEPS = st.lists(st.tuples(st.booleans(), st.booleans(), st.booleans()), max_size=9)


@given(STEPS)
def test_a_stage_is_locked_exactly_after_a_required_one_that_is_missing(
    given_: list[tuple[bool, bool, bool]],
) -> None:
    found = [
        Step(n, "s", f"K{n}", 1, required, True, done, active)
        for n, (required, done, active) in enumerate(given_)
    ]
    for n, step in enumerate(in_order(found)):
        missing = [each for each in found[:n] if each.required and not each.done]
        assert (step.after is None) == (not missing)
        locked = bool(missing) and not (step.done or step.active)
        assert (step.state == StepState.LOCKED) == locked


@ONE_ENGINE
def test_only_officers_make_and_only_the_agencys_people_know(
    app: Flask, cast: Cast, courses: dict[str, str], hendra: Sitter
) -> None:
    made = make(hendra, "dasar", "mahir")
    home = f"/programmes/{made}"
    wati, lestari = Sitter(app.test_client(), cast.wati), Sitter(app.test_client(), cast.lestari)
    for page in ("/programmes/desk", NEW, f"{home}/curriculum"):
        assert wati.browser.get(page).status_code == 403, page
    assert wati.post(f"{home}/closing", closed="yes").status_code == 403
    assert wati.post(NEW, do="save", title=TITLE, **chosen("dasar", "mahir")).status_code == 403
    assert wati.post(f"{home}/journey/curriculum").status_code == 403, "of nothing one follows"
    assert lestari.browser.get(home).status_code == 404
    assert lestari.post(f"{home}/journey").status_code == 404
    assert TITLE not in lestari.browser.get("/programmes").text
    assert wati.browser.get("/programmes/99999").status_code == 404
    assert policies.may_make(cast.province, cast.hendra.id)
    assert not policies.may_make(cast.city, cast.hendra.id)
    assert not policies.may_make_any(cast.wati.id)
    assert not policies.may_leave(queries.programmed(made, cast.wati.id))


def test_the_pages_ask_the_same_for_few_and_for_many(
    app: Flask, cast: Cast, courses: dict[str, str], hendra: Sitter
) -> None:
    first = make(hendra, "dasar", "mahir")
    pages = ("/programmes", f"/programmes/{first}", "/programmes/desk")
    counts = []
    hendra.browser.get("/help")  # asks once whether this is a demonstration
    for _ in range(2):
        asked = []
        for page in pages:
            with statements() as heard:
                assert hendra.browser.get(page).status_code == 200
            asked.append(len(heard))
        counts.append(asked)
        make(hendra, "mahir", "dasar", "lanjut")
        with transaction():
            for someone in cast.people.values():
                actions.join(first, someone.id, someone.agency_id)
    assert counts[0] == counts[1]
    assert counts[0] <= [2, 3, 6]
    assert len(db.session.scalars(select(Journey)).all()) == len(cast.people)

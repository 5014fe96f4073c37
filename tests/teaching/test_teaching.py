"""Who leads a course sees who takes it, how far each is and the scores; nobody else does."""

import csv
from datetime import timedelta
from io import StringIO

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select, update

from cast import Cast, let_in
from courses import SLUG
from lms.foundation import clock
from lms.foundation.audit import AuditEntry
from lms.foundation.database import db, transaction
from lms.identity.models import Person
from lms.learning.models import Enrolment
from quizzes import MODULE, Sitter
from statements import statements

ROOT = f"/teaching/{SLUG}"


def pass_quiz(sitter: Sitter) -> None:
    begun = sitter.start()
    sitter.answer_right(begun)
    sitter.submit(begun)


def enrolment_of(person_id: int) -> int:
    found = db.session.scalar(select(Enrolment.id).where(Enrolment.person_id == person_id))
    assert found
    return found


def exported(wati: FlaskClient, query: str = "") -> list[list[str]]:
    answer = wati.get(f"{ROOT}/grades/export{query}")
    assert answer.status_code == 200
    assert answer.headers["Content-Disposition"].startswith(f"attachment; filename=nilai-{SLUG}")
    return list(csv.reader(StringIO(answer.text.removeprefix("\ufeff"))))


def test_the_list_of_courses_counts_who_learns(wati: FlaskClient, dedi: Sitter) -> None:
    dedi.post(f"/courses/{SLUG}/withdrawal", confirm="1")
    page = wati.get("/teaching").text
    assert "Melayani lewat Layar" in page
    assert "1 sedang belajar" in page
    assert "1 berhenti" in page


def test_everybody_in_the_course_is_listed_with_how_far_they_are(
    wati: FlaskClient, rani: Sitter, dedi: Sitter
) -> None:
    pass_quiz(rani)
    page = wati.get(ROOT).text
    assert page.index("Dedi Pranata") < page.index("Rani Anggraini")
    assert "1 dari 3" in page
    assert "0 dari 3" in page
    assert rani.someone.nip not in page
    upside_down = wati.get(f"{ROOT}?sort=-name").text
    assert upside_down.index("Rani Anggraini") < upside_down.index("Dedi Pranata")


@pytest.mark.parametrize("engine_url", ["sqlite"], indirect=True)
@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("?q=rani", {"Rani"}),
        ("?q=199104122015032004", {"Rani"}),
        ("?state=withdrawn", {"Dedi"}),
        ("?state=completed", set()),
        ("?run=999999", set()),
        ("?run=satu&sort=-bogus&page=99x&state=oops", {"Rani"}),
    ],
)
def test_the_list_is_narrowed(
    wati: FlaskClient, rani: Sitter, dedi: Sitter, query: str, found: set[str]
) -> None:
    dedi.post(f"/courses/{SLUG}/withdrawal", confirm="1")
    page = wati.get(ROOT + query).text
    assert {name for name in ("Rani", "Dedi") if f"{name} " in page} == found
    assert ("Tidak ada peserta yang cocok" in page) == (not found)


def test_who_is_past_the_day_they_were_given_is_marked(wati: FlaskClient, rani: Sitter) -> None:
    with transaction():
        past = clock.today() - timedelta(days=1)
        db.session.execute(update(Enrolment).values(due_on=past))
    assert "Lewat tenggat" in wati.get(ROOT).text


def test_the_gradebook_holds_the_score_that_counts(
    wati: FlaskClient, rani: Sitter, dedi: Sitter
) -> None:
    assert "Belum ada nilai" in wati.get(f"{ROOT}/grades").text
    pass_quiz(rani)
    page = wati.get(f"{ROOT}/grades").text
    assert "Kuis akhir" in page
    assert "Studi kasus" not in page  # nobody has a score there
    head, first, second = exported(wati)
    assert head[-1] == "Kuis akhir"
    assert (first[0], first[-1]) == ("Dedi Pranata", "")
    assert (second[0], second[-1], second[7]) == ("Rani Anggraini", "100.00", "1")
    assert second[1] != rani.someone.nip


def test_an_export_keeps_to_the_filters_and_is_in_the_trail(
    wati: FlaskClient, rani: Sitter, dedi: Sitter, cast: Cast
) -> None:
    assert [row[0] for row in exported(wati, "?q=dedi")[1:]] == ["Dedi Pranata"]
    entry = db.session.scalars(select(AuditEntry).where(AuditEntry.verb == "exported")).one()
    assert (entry.actor_id, entry.subject_kind) == (cast.wati.id, "gradebook")
    assert entry.detail["filters"] == {"q": "dedi"}


def test_no_cell_of_an_export_is_run_by_a_spreadsheet(
    wati: FlaskClient, rani: Sitter, cast: Cast
) -> None:
    with transaction():
        db.session.execute(update(Person).where(Person.id == cast.rani.id).values(name="=1+1 Rani"))
    assert exported(wati)[1][0] == "'=1+1 Rani"


def test_the_steps_show_where_people_stop(
    wati: FlaskClient, rani: Sitter, dedi: Sitter, lestari: Sitter
) -> None:
    assert "0 orang, 0%" in wati.get(f"{ROOT}/steps").text
    pass_quiz(rani)
    pass_quiz(lestari)
    page = wati.get(f"{ROOT}/steps").text
    assert "1 orang, 50%" in page
    assert "1 peserta dari instansi lain" in page


def test_one_person_is_shown_module_by_module(wati: FlaskClient, rani: Sitter) -> None:
    pass_quiz(rani)
    number = enrolment_of(rani.someone.id)
    page = wati.get(f"{ROOT}/people/{number}").text
    assert "Rani Anggraini di Melayani lewat Layar" in page
    assert f"/courses/{SLUG}/{MODULE}/extensions/{number}" in page


def test_people_of_another_agency_are_only_counted(
    wati: FlaskClient, lestari: Sitter, cast: Cast
) -> None:
    assert "Lestari" not in wati.get(ROOT).text
    assert len(exported(wati)) == 2
    number = enrolment_of(cast.lestari.id)
    assert wati.get(f"{ROOT}/people/{number}").status_code == 404


PAGES = ["", "/grades", "/grades/export", "/steps", "/people/1"]


@pytest.mark.parametrize("engine_url", ["sqlite"], indirect=True)
@pytest.mark.parametrize("page", PAGES)
def test_who_leads_nothing_is_refused(rani: Sitter, page: str) -> None:
    assert rani.browser.get("/teaching").status_code == 403
    assert rani.browser.get(ROOT + page).status_code == 403


@pytest.mark.parametrize("engine_url", ["sqlite"], indirect=True)
@pytest.mark.parametrize("page", PAGES)
def test_who_may_not_know_of_the_course_is_told_nothing(
    app: Flask, cast: Cast, rani: Sitter, page: str
) -> None:
    browser = app.test_client()
    let_in(browser, cast.murni)
    assert browser.get(ROOT + page).status_code == 404
    assert browser.get(f"/teaching/tidak-ada{page}").status_code == 404


def test_longer_lists_ask_no_more_of_the_database(
    wati: FlaskClient, rani: Sitter, dedi: Sitter
) -> None:
    pass_quiz(rani)
    wati.get(ROOT)
    for page, most in ((ROOT, 10), (f"{ROOT}/grades", 10), (f"{ROOT}/steps", 7)):
        with statements() as asked:
            wati.get(page)
        asked.at_most(most)
    assert db.session.scalar(select(func.count()).select_from(Enrolment)) == 2

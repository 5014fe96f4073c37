"""What the pages of learning ask of the database, and that they ask no more as rows grow."""

from datetime import timedelta
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import insert

from browser import Browser
from cast import Cast, sign_in
from lms.catalog import library
from lms.catalog import queries as courses
from lms.catalog.models import Course
from lms.catalog.publishing import index_all
from lms.foundation import clock
from lms.foundation.database import db, transaction
from lms.learning import actions, queries
from lms.learning.models import Run
from readings import publish_lessons
from statements import statements

LESSON, COURSE, CATALOGUE = 3, 6, 5
KEPT = 8  # statements more of a search that nobody asked before


def cost(browser: Browser, path: str) -> int:
    browser.get(path)  # fills the shelves of what never changes
    with statements() as asked:
        assert browser.get(path).status_code == 200
    return len(asked)


def cost_afresh(browser: Browser, path: str) -> int:
    """Where nothing is kept."""
    library.forget()
    with statements() as asked:
        assert browser.get(path).status_code == 200
    return len(asked)


def grow(app: Flask, cast: Cast, slug: str, folder: Path) -> None:
    """More courses, revisions, runs, people and progress than a test usually has."""
    course = courses.course(slug)
    publish_lessons(folder, cast.province, slug, satu=3, dua=6, tiga=9, empat=3, lima=3)
    day = clock.today()
    with transaction():
        for number in range(2, 8):
            facts = {"number": number, "name": f"Angkatan {number}", "places": 40}
            run = Run(
                course_id=course.id,
                agency_id=cast.province,
                self_paced=False,
                opens_on=day,
                closes_on=day + timedelta(days=number),
                **facts,
            )
            db.session.add(run)
        db.session.flush()
        for someone in cast.people.values():
            run = actions.open_default_run(course)
            held = actions.enrol(run, someone.id, someone.agency_id)
            for module in ("dua", "tiga", "empat"):
                actions.record_progress(held.id, module, done=True)
        rows = [
            {
                "slug": f"kursus-{number}",
                "agency_id": cast.province,
                "revision_id": course.revision_id,
                "title": f"Kursus {number}",
                "summary": "",
                "theme": "digital",
                "language": "id",
                "jp": number % 9,
                "form_code": 16,
            }
            for number in range(60)
        ]
        db.session.execute(insert(Course), rows)
        index_all(missing=True)


def test_a_lesson_asks_at_most_three(
    app: Flask, browser: Browser, cast: Cast, lessons: str, tmp_path: Path
) -> None:
    sign_in(browser, cast.rani)
    browser.submit(f"/courses/{lessons}", to=f"/courses/{lessons}/enrolment")
    path = f"/courses/{lessons}/satu"
    first = cost(browser, path)
    assert first <= LESSON
    grow(app, cast, lessons, tmp_path / "content")
    assert cost(browser, path) == first


def test_a_course_asks_at_most_six(
    app: Flask, browser: Browser, cast: Cast, lessons: str, tmp_path: Path
) -> None:
    after = publish_lessons(
        tmp_path / "content",
        cast.province,
        "lanjutan",
        course={"prerequisites: []": f"prerequisites: [{lessons}]"},
    )
    sign_in(browser, cast.rani)
    path = f"/courses/{after}"
    stranger = cost(browser, path)
    assert stranger <= COURSE
    browser.submit(path, to=f"{path}/enrolment")
    learner = cost(browser, path)
    assert learner <= COURSE
    grow(app, cast, after, tmp_path / "content")
    assert cost(browser, path) == learner
    with transaction():
        held = queries.latest(courses.course(after).id, cast.rani.id)
        assert held
        actions.complete(held)
    assert cost(browser, path) <= COURSE


def test_the_catalogue_asks_the_same_for_one_course_and_for_sixty(
    app: Flask, browser: Browser, cast: Cast, lessons: str, tmp_path: Path
) -> None:
    sign_in(browser, cast.rani)
    first = cost(browser, "/courses?q=bersama")
    assert first <= CATALOGUE
    afresh = cost_afresh(browser, "/courses?q=bersamaa+bacaan")
    assert afresh <= CATALOGUE + KEPT
    grow(app, cast, lessons, tmp_path / "content")
    assert cost(browser, "/courses") == first
    assert cost(browser, "/courses?q=kursus&theme=digital&page=2") == first
    assert cost_afresh(browser, "/courses?q=kurssus+bacaan&page=2") == afresh


@pytest.mark.parametrize("engine_url", ["sqlite"], indirect=True)
def test_the_count_hears_both_ways_of_asking(browser: Browser, cast: Cast, lessons: str) -> None:
    with statements() as asked:
        courses.course(lessons)
        queries.visit(lessons, cast.rani.id)
    assert len([each for each in asked if each.startswith("SELECT")]) >= 2
    with pytest.raises(AssertionError, match="not at most 1"):
        asked.at_most(1)

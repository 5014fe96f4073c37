"""A course's page answers before one enrols: what for, for whom, how long, what it asks, when."""

from datetime import timedelta
from pathlib import Path

import pytest

from browser import Browser
from cast import Cast, sign_in
from courses import COURSE, publish_course
from lms.catalog import queries as courses
from lms.foundation import clock
from lms.foundation.database import db, transaction
from lms.learning import actions
from lms.learning.models import Run

ONE_ENGINE = pytest.mark.parametrize("engine_url", ["sqlite"], indirect=True)


def headings(page: str) -> list[str]:
    return [part.split(">", 1)[1].split("<")[0] for part in page.split("<h2")[1:]]


@ONE_ENGINE
def test_what_one_asks_before_enrolling_stands_before_the_modules(
    browser: Browser, cast: Cast, tmp_path: Path
) -> None:
    slug = publish_course(tmp_path / "content", cast.province)
    sign_in(browser, cast.rani)
    page = browser.get(f"/courses/{slug}").text
    first = ["Setelah kursus ini Anda dapat", "Untuk siapa", "Supaya selesai", "3 modul"]
    assert headings(page)[:4] == first
    assert "Semua modul: 1 bacaan, 1 kuis, 1 tugas" in page
    assert "Nilai asesmen akhir paling rendah 70" in page
    assert "Mulai kapan saja" in page
    browser.submit(f"/courses/{slug}", to=f"/courses/{slug}/enrolment")
    enrolled = browser.get(f"/courses/{slug}").text
    assert headings(enrolled)[0] == "3 modul", "who is in it wants to go on"
    assert "Supaya selesai" not in enrolled
    assert "Mulai kapan saja" not in enrolled


@ONE_ENGINE
def test_some_modules_and_the_next_run(browser: Browser, cast: Cast, tmp_path: Path) -> None:
    some = COURSE.replace("require: all", "require: [bacaan, kuis]").replace(
        "min_score: 70", "min_score: 0"
    )
    slug = publish_course(tmp_path / "content", cast.province, **{"course.md": some})
    course = courses.course(slug)
    with transaction():
        own_pace = actions.open_default_run(course)
        own_pace.closes_on = clock.today()
        for number, places in ((2, 0), (3, 9)):
            run = Run(
                course_id=course.id,
                agency_id=cast.province,
                number=number,
                name=f"Angkatan {number}",
                self_paced=False,
                opens_on=clock.today() + timedelta(days=number),
                places=places,
            )
            db.session.add(run)
    sign_in(browser, cast.rani)
    page = browser.get(f"/courses/{slug}").text
    assert "2 dari 3 modul: 1 bacaan, 1 kuis" in page
    assert "Nilai asesmen akhir" not in page
    assert "Mulai kapan saja" not in page
    when = clock.today() + timedelta(days=3)
    assert f"Angkatan berikutnya {when.day} " in page, "one that is full is passed over"

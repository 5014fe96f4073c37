"""What the page that greets says of written work, and of a course that is over."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from flask import Flask

from cast import Cast
from courses import SLUG
from essays import MODULE, Mentor, Writer, pair_up
from lms.catalog import queries as courses
from lms.foundation import clock
from lms.foundation.database import transaction
from lms.learning import actions, queries
from readings import publish_lessons
from registers import Register


@pytest.fixture
def rani(app: Flask, cast: Cast, course: str) -> Writer:
    """She has done all of the course but its case study."""
    rani = Writer(app.test_client(), cast.rani).enrol()
    pair_up(cast.hendra, cast.rani)
    visit = queries.visit(SLUG, cast.rani.id)
    with transaction():
        for module in visit.outline.modules:
            if module.slug != MODULE:
                actions.record_progress(visit.enrolment_id or 0, module.slug, done=True)
    return rani


def home(rani: Writer) -> str:
    return " ".join(rani.get("/").text.split())


def test_while_a_mentor_reads_home_asks_for_nothing(rani: Writer) -> None:
    assert ">Mulai" in home(rani)
    rani.hand_in()
    page = home(rani)
    assert "tidak ada yang perlu Anda kerjakan di sini sekarang" in page
    assert "Kiriman Anda menunggu umpan balik mentor" in page
    assert ">Lihat kiriman" in page
    assert ">Mulai" not in page


def test_returned_work_is_the_next_step(app: Flask, cast: Cast, rani: Writer) -> None:
    sent = rani.hand_in()
    Mentor(app.test_client(), cast.hendra).review(sent, "returned")
    page = home(rani)
    assert "Kiriman Anda dikembalikan untuk diperbaiki" in page
    assert ">Perbaiki" in page


def test_a_course_to_go_on_with_comes_before_one_that_waits(
    rani: Writer, cast: Cast, tmp_path: Path
) -> None:
    other = publish_lessons(tmp_path / "b", cast.province)
    with transaction():
        run = actions.open_default_run(courses.course(other))
        actions.enrol(run, cast.rani.id, cast.rani.agency_id)
    with clock.at(clock.now() + timedelta(hours=1)):  # touched last
        rani.hand_in()
    page = home(rani)
    assert '<h1 id="lanjut">Bacaan satu</h1>' in page
    assert "Juga sedang diikuti" in page


def test_who_has_completed_all_is_told_what_was_last(app: Flask, cast: Cast, lessons: str) -> None:
    Register(cast).add(cast.rani, date(2026, 11, 3), title="Naskah Dinas", jp=6)
    page = home(Writer(app.test_client(), cast.rani))
    assert "Terakhir selesai: Naskah Dinas, 3 November 2026, 6 JP." in page
    assert 'href="/transcript">Buka rapor' in page

"""The course that ships with the product, read from end to end as its learners will."""

import re
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from browser import Browser
from cast import Cast, sign_in
from lms.catalog import publishing
from lms.catalog.library import outline
from lms.catalog.reading import read
from lms.foundation import clock
from lms.foundation.database import transaction
from lms.learning import queries
from statements import statements

CONTENT = Path(__file__).parents[2] / "content"
SLUG = "dasar-pemerintahan-digital"
EIGHT = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)


@pytest.fixture
def rani(browser: Browser, cast: Cast) -> Browser:
    """Rani at her browser at eight, enrolled in the real course."""
    reading = read(CONTENT / SLUG)
    assert reading.mistakes == []
    with transaction():
        for course in reading.courses:
            publishing.publish(course, cast.province, None)
    with clock.at(EIGHT):
        sign_in(browser, cast.rani)
        browser.submit(f"/courses/{SLUG}", to=f"/courses/{SLUG}/enrolment")
    return browser


def test_every_lesson_is_read_in_order_and_done(rani: Browser, cast: Cast) -> None:
    visit = queries.visit(SLUG, cast.rani.id)
    lessons = [module for module in visit.outline.modules if module.kind == "lesson"]
    assert len(lessons) == 4
    moment = EIGHT
    for number, module in enumerate(lessons, 1):
        path = f"/courses/{SLUG}/{module.slug}"
        with clock.at(moment):
            page = rani.get(path)
            assert f"<h1>{module.title}</h1>" in page.text
            early = rani.submit(path, to=f"{path}/reading")
            assert early.status_code == 409
        moment += timedelta(minutes=module.minutes / 3)
        with clock.at(moment):
            after = visit.outline.neighbours(module.slug)[1]
            assert after
            done = rani.submit(path, to=f"{path}/reading")
            assert done.location == f"/courses/{SLUG}/{after.slug}"
        assert queries.visit(SLUG, cast.rani.id).done == number
    with clock.at(moment):
        home = " ".join(rani.get("/").text.split())
        assert "Modul 5 dari 6" in home
        assert "4 dari 6 syarat selesai" in " ".join(rani.get(f"/courses/{SLUG}").text.split())


def test_every_picture_of_every_page_is_there_and_every_link_leads_somewhere(
    rani: Browser, cast: Cast
) -> None:
    visit = queries.visit(SLUG, cast.rani.id)
    pages = [f"/courses/{SLUG}", *(f"/courses/{SLUG}/{it.slug}" for it in visit.outline.modules)]
    with clock.at(EIGHT):
        found = [rani.get(path).text for path in pages]
        pictures = {each for text in found for each in re.findall(r'<img[^>]* src="([^"]+)"', text)}
        links = {each for text in found for each in re.findall(r' href="(/[^"#]+)', text)}
        assert len(pictures) == 4
        for picture in pictures:
            assert rani.get(picture).content_type.startswith("image/svg+xml")
        for link in links:
            assert rani.get(link).status_code in {200, 302}, link


def test_its_lessons_keep_to_their_budget_of_statements(rani: Browser, cast: Cast) -> None:
    visit = queries.visit(SLUG, cast.rani.id)
    for module in visit.outline.modules[:4]:
        path = f"/courses/{SLUG}/{module.slug}"
        with clock.at(EIGHT):
            rani.get(path)
            with statements() as asked:
                assert rani.get(path).status_code == 200
        asked.at_most(3)
    assert outline(visit.outline.revision_id) is visit.outline, "kept, since it never changes"

"""A course is shared with another agency by a page, and taken back; who is in it goes on."""

from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select, text
from sqlalchemy.exc import DBAPIError

from authors import Author
from banks import let
from cast import Cast
from courses import SLUG, publish_course
from crowds import at_once
from essays import Reader
from lms.catalog import queries as catalog
from lms.catalog.actions import end_share, share
from lms.catalog.models import ShareStep
from lms.foundation.database import db, transaction
from lms.identity.models import Role
from quizzes import Sitter
from statements import statements

HERE = f"/authoring/{SLUG}/sharing"
COURSE = f"/courses/{SLUG}"
sqlite_only = pytest.mark.parametrize("engine_url", ["sqlite"], indirect=True)


@pytest.fixture
def nurul(app: Flask, cast: Cast, tmp_path: Path) -> Author:
    """Nurul plans programmes of the province."""
    publish_course(tmp_path / "content", cast.province)
    let(cast.nurul, Role.PROGRAMME_OFFICER, cast.province)
    return Author(app.test_client(), cast.nurul)


def finds_it(cast: Cast) -> bool:
    return bool(catalog.catalogue(cast.city, catalog.Wish()).hits)


def test_a_share_is_given_and_taken_back_and_who_came_by_it_goes_on(
    app: Flask, cast: Cast, nurul: Author
) -> None:
    let(cast.murni, Role.PROGRAMME_OFFICER, cast.city)
    lestari = Sitter(app.test_client(), cast.lestari)
    murni = Reader(app.test_client(), cast.murni)
    assert "Hanya instansi pemiliknya" in nurul.get(HERE).text
    assert not finds_it(cast)
    assert nurul.submit(HERE, agency=str(cast.city), note="").status_code == 422
    done = nurul.submit(HERE, agency=str(cast.city), note="Surat 12/2026")
    assert done.status_code == 302
    assert finds_it(cast), "the catalogue counts what is shared"
    lestari.enrol()
    assert lestari.browser.get(COURSE).status_code == 200
    page = " ".join(nurul.get(HERE).text.split())
    assert "1 peserta" in page
    assert "Surat 12/2026" in page
    assert f'href="{COURSE}"' in murni.get("/shared-courses").text
    ending = f"{HERE}/{cast.city}/end"
    assert "1 peserta yang sudah ada dapat menyelesaikannya" in nurul.get(ending).text
    assert nurul.submit(ending, note="Perjanjian selesai").status_code == 302
    assert not finds_it(cast)
    assert lestari.browser.get(f"{COURSE}/bacaan").status_code in {200, 410}
    assert lestari.start(), "the quiz is hers to take"
    rest = Sitter(app.test_client(), cast.murni)
    rest.enrol()
    assert rest.browser.get(COURSE).status_code == 404, "nobody new comes in"
    told = " ".join(murni.get("/shared-courses").text.split())
    assert "Tidak dibagikan lagi" in told
    assert "1 peserta dari sini" in told
    assert "Perjanjian selesai" in nurul.get(HERE).text
    assert nurul.get(ending).status_code == 404
    with pytest.raises(DBAPIError), transaction():
        db.session.execute(text("DELETE FROM share_step"))


def test_who_press_one_button_at_once_are_told_as_one_step(
    app: Flask, cast: Cast, nurul: Author
) -> None:
    def give(_: int) -> None:
        with transaction():
            share(catalog.course(SLUG), cast.city, cast.nurul.id, "Surat")

    def end(_: int) -> None:
        with transaction():
            end_share(catalog.course(SLUG), cast.city, cast.nurul.id, "Selesai")

    at_once(app, give)
    at_once(app, end)
    db.session.rollback()
    steps = db.session.scalars(select(ShareStep.given).order_by(ShareStep.id))
    assert list(steps) == [True, False]


@sqlite_only
def test_programme_officers_alone_share(app: Flask, cast: Cast, nurul: Author) -> None:
    wati, murni = Reader(app.test_client(), cast.wati), Reader(app.test_client(), cast.murni)
    assert "Kursus dibagikan penyelenggara program" in wati.get(HERE).text
    assert wati.post(HERE, agency=cast.city, note="x").status_code == 403
    nurul.submit(HERE, agency=str(cast.city), note="x")
    assert wati.get(f"{HERE}/{cast.city}/end").status_code == 403
    assert wati.post(f"{HERE}/{cast.city}/end", note="x").status_code == 403
    assert murni.get(HERE).status_code == 403, "it takes the course and does not share it on"
    assert murni.get("/shared-courses").status_code == 403, "she keeps a register and plans nothing"
    refused = nurul.post(HERE, agency=cast.province, note="x")
    assert refused.status_code == 422, "an agency is not given what is its own"


@sqlite_only
def test_the_pages_ask_no_more_as_agencies_grow(cast: Cast, nurul: Author) -> None:
    budgets = {HERE: 12, f"/authoring/{SLUG}/authors": 9, "/shared-courses": 4, "/authoring": 9}
    nurul.submit(HERE, agency=str(cast.city), note="x")
    for page, most in budgets.items():
        nurul.get(page)
        with statements() as asked:
            assert nurul.get(page).status_code == 200
        asked.at_most(most)

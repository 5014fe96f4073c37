"""A module gets another address; links, progress and open pages follow it."""

from pathlib import Path

import pytest
from flask import Flask

from authors import Author
from cast import Cast
from essays import Reader
from folders import SOUND, write_course
from lms.authoring.outline import outline
from lms.authoring.queries import files, open_manuscript
from lms.catalog import queries as catalog
from lms.catalog.publishing import publish
from lms.catalog.reading import read
from lms.foundation.database import transaction
from lms.learning import actions as learning
from manuscripts import texts

SLUG = "melayani-warga"
HERE = f"/authoring/{SLUG}"


@pytest.fixture
def wati(app: Flask, cast: Cast, tmp_path: Path) -> Author:
    """At the open manuscript of a course that asks for two of its modules."""
    asked = str(SOUND["course.md"]).replace("require: all", "require: [loket, kuis]")
    assert "[loket, kuis]" in asked
    (write_course(tmp_path / "content") / "course.md").write_text(asked)
    with transaction():
        publish(read(tmp_path / "content").courses[0], cast.province, None)
        run = learning.open_default_run(catalog.course(SLUG))
        learning.enrol(run, cast.rani.id, cast.province)
    wati = Author(app.test_client(), cast.wati)
    wati.post(f"{HERE}/manuscript")
    return wati


def rename(wati: Author, old: str, new: str) -> int:
    return wati.submit(f"{HERE}/modules/{old}/address", slug=new).status_code


def held() -> dict[str, str]:
    found = open_manuscript(SLUG)
    assert found
    return texts(found)


def test_learners_find_a_renamed_module_where_it_was(app: Flask, cast: Cast, wati: Author) -> None:
    assert rename(wati, "kuis", "latihan") == 302
    assert rename(wati, "latihan", "latihan-loket") == 302
    now = held()
    assert "was: kuis" in now["02-latihan-loket.quiz.md"], "the name that learners know"
    assert "(02-latihan-loket.quiz.md)" in now["01-loket.md"]
    assert "[loket, latihan-loket]" in now["course.md"]
    wati.submit(f"{HERE}/publication", note="Alamat yang lebih jelas")
    rani = Reader(app.test_client(), cast.rani)
    moved = rani.get(f"/courses/{SLUG}/kuis")
    assert (moved.status_code, moved.location) == (301, f"/courses/{SLUG}/latihan-loket")
    wati.post(f"{HERE}/manuscript")
    assert rename(wati, "latihan-loket", "kuis") == 302, "back to what it was"
    wati.submit(f"{HERE}/publication", note="Kembali")
    assert rani.get(f"/courses/{SLUG}/latihan-loket").location == f"/courses/{SLUG}/kuis"
    assert rani.get(f"/courses/{SLUG}/kuis").status_code == 200


def test_back_under_its_own_name_nothing_is_changed(wati: Author) -> None:
    before = held()
    for old, new in (("kuis", "latihan"), ("latihan", "kuis")):
        rename(wati, old, new)
    assert {path: text for path, text in held().items() if text != before.get(path)} == {}


@pytest.mark.parametrize("engine_url", ["sqlite"], indirect=True)
def test_an_address_of_another_module_is_refused(app: Flask, cast: Cast, wati: Author) -> None:
    rename(wati, "loket", "meja")
    tugas = f"{HERE}/modules/tugas"
    wati.post(f"{tugas}/removal")
    for new in ("meja", "loket", "tugas", "Kuis Baru", "completion", "-a"):
        page = wati.submit(f"{HERE}/modules/kuis/address", slug=new)
        assert page.status_code == 422, f"{new} is taken, or was, or cannot be"
        assert f'value="{new}"' in page.text
    for someone, status in ((cast.rani, 403), (cast.lestari, 404)):
        reader = Reader(app.test_client(), someone)
        answer = reader.post(f"{HERE}/modules/kuis/address", slug="lain")
        assert answer.status_code == status


@pytest.mark.parametrize("engine_url", ["sqlite"], indirect=True)
def test_a_page_that_was_open_meanwhile_loses_nothing(wati: Author) -> None:
    page = f"{HERE}/modules/loket"
    version = wati.get(page).text.split('name="version" value="')[1].split('"')[0]
    rename(wati, "loket", "meja")
    sent = {"title": "Loket", "body": "Tulisan saya.", "version": version}
    answer = wati.post(page, **sent)
    assert answer.status_code == 409
    assert "Tulisan saya." in answer.text
    assert wati.get(page).status_code == 200
    found = open_manuscript(SLUG)
    assert found
    assert [it.slug for it in outline(files(found.id))] == ["meja", "kuis", "tugas"]

"""A course begins as another is; what people earned stays with the first."""

from pathlib import Path

import pytest
from flask import Flask
from hypothesis import given
from hypothesis import strategies as st

from authors import Author
from banks import let
from cast import Cast
from essays import Reader
from folders import SOUND, write_course
from lms.authoring import front
from lms.authoring.copying import as_copy
from lms.authoring.queries import made_from, open_manuscript
from lms.catalog import queries as catalog
from lms.catalog.publishing import export, publish
from lms.catalog.reading import read
from lms.foundation.database import transaction
from lms.identity.models import Role
from manuscripts import let_publish_alone, texts

HERE = "/authoring/melayani-warga"


@pytest.fixture
def wati(app: Flask, cast: Cast, tmp_path: Path) -> Author:
    write_course(tmp_path / "content")
    with transaction():
        publish(read(tmp_path / "content").courses[0], cast.province, None)
    return Author(app.test_client(), cast.wati)


def test_a_copy_is_published_beside_its_course_and_both_lie_in_one_folder(
    wati: Author, cast: Cast, tmp_path: Path
) -> None:
    page = wati.get(f"{HERE}/copy").text
    assert 'value="melayani-warga-2"' in page
    assert "Naskah yang sedang ditulis" not in page
    refused = wati.submit(f"{HERE}/copy", slug="melayani-warga", title="Untuk Guru")
    assert refused.status_code == 422
    assert "sudah dipakai kursus lain" in refused.text
    assert 'value="Untuk Guru"' in refused.text
    made = wati.submit(f"{HERE}/copy", slug="untuk-guru", title="Untuk Guru")
    assert made.headers["Location"] == "/authoring/untuk-guru"
    assert "disalin dari" in wati.get("/authoring/untuk-guru").text
    held = open_manuscript("untuk-guru")
    assert held
    assert (held.copied_from, held.copied_number, held.base_revision_id) == (
        *("melayani-warga", 1),
        None,
    )
    assert "{#" not in texts(held)["02-kuis.quiz.md"].replace("{#untuk-guru-q", "")
    let_publish_alone(cast.wati, "untuk-guru")
    wati.submit("/authoring/untuk-guru/publication", note="Salinan")
    copied = catalog.course("untuk-guru")
    slugs = [each.slug for each in catalog.current(copied).modules]
    assert slugs == [
        each.slug for each in catalog.current(catalog.course("melayani-warga")).modules
    ]
    assert "disalin dari" in wati.get("/authoring/untuk-guru/history").text
    found = made_from(cast.province, "untuk-guru")
    assert found
    assert (found.slug, found.number) == ("melayani-warga", 1)
    for each in ("untuk-guru", "melayani-warga"):
        export(catalog.course(each), tmp_path / "both")
    assert read(tmp_path / "both").mistakes == [], "no identifier is another's"


def test_what_is_being_written_is_copied_where_that_is_chosen(wati: Author) -> None:
    wati.post(f"{HERE}/manuscript")
    wati.submit(f"{HERE}/about", title="Melayani Semua Warga")
    assert "Naskah yang sedang ditulis" in wati.get(f"{HERE}/copy").text
    for slug, source, title in (("satu", "written", "Semua"), ("dua", "published", "Terbit")):
        wati.submit(f"{HERE}/copy", slug=slug, title=title, source=source)
    numbers = [it.copied_number for it in map(open_manuscript, ("satu", "dua")) if it]
    assert numbers == [None, 1]


def test_who_leads_one_course_alone_starts_no_other(app: Flask, cast: Cast, wati: Author) -> None:
    let(cast.rani, Role.TRAINER, cast.province, "melayani-warga")
    for someone, status in ((cast.rani, 403), (cast.dedi, 403), (cast.lestari, 404)):
        reader = Reader(app.test_client(), someone)
        assert reader.get(f"{HERE}/copy").status_code == status
        assert reader.post(f"{HERE}/copy", slug="baru", title="B").status_code == status
    assert open_manuscript("baru") is None


def test_a_copy_leaves_behind_what_was_said_of_the_first_alone() -> None:
    about = b"---\ntitle: A\nreviewed_by: Yusuf\nreview_by: 2027-01-01\n# tetap\njp: 3\n---\nIsi\n"
    assert as_copy("course.md", about, str) == b"---\ntitle: A\n# tetap\njp: 3\n---\nIsi\n"
    quiz = b"---\r\ntitle: K\r\nwas: lama\r\ncut: panel\r\n---\r\n## A?\r\n{#a type=single}\r\n"
    kept = as_copy("01-k.quiz.md", quiz, lambda: "baru")
    assert kept == b"---\r\ntitle: K\r\n---\r\n## A?\r\n{#baru type=single}\r\n"
    code = b"---\ntitle: L\n---\n```\n## A?\n{#a type=single}\n```\n"
    assert as_copy("01-k.quiz.md", code, lambda: "baru") == code
    for path, text in SOUND.items():
        if str(path).endswith("1-loket.md"):
            assert as_copy(path, str(text).encode(), str) == str(text).encode()


@given(st.text(max_size=200))
def test_any_text_is_copied_and_keeps_its_body(body: str) -> None:
    source = front.with_body(b"---\ntitle: T\n---\n", body.replace("\r", ""))
    assert front.body_of(as_copy("01-a.md", source, str)) == front.body_of(source)

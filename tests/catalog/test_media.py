"""The files of courses: kept for ever by browsers, and harmless when opened by themselves."""

from hashlib import sha256
from pathlib import Path

import pytest
from sqlalchemy import select

from browser import Browser
from cast import Cast, sign_in
from courses import LESSON, PICTURE, publish_course
from lms.catalog.models import RevisionMedia
from lms.foundation.database import db
from lms.foundation.files import store

ONE_ENGINE = pytest.mark.parametrize("engine_url", ["sqlite"], indirect=True)
PDF = "%PDF-1.7\n1 0 obj\n<<>>\nendobj\n%%EOF\n"
SLUG = "bermedia"


@pytest.fixture
def rani(browser: Browser, cast: Cast, tmp_path: Path) -> Browser:
    """Rani, enrolled in a course with a drawing and a document."""
    lesson = LESSON + "\nBaca [panduan](media/panduan.pdf).\n"
    files = {"01-bacaan.md": lesson, "media/panduan.pdf": PDF}
    publish_course(tmp_path / "content", cast.province, SLUG, **files)
    sign_in(browser, cast.rani)
    browser.submit(f"/courses/{SLUG}", to=f"/courses/{SLUG}/enrolment")
    return browser


def address(suffix: str) -> str:
    wanted = RevisionMedia.name.endswith(suffix)
    found = db.session.scalars(select(RevisionMedia).where(wanted)).one()
    return f"/media/{found.file_digest}/{found.name.removeprefix('media/')}"


def test_the_lesson_shows_the_drawing_by_its_digest(rani: Browser) -> None:
    page = rani.get(f"/courses/{SLUG}/bacaan").text
    assert f'src="{address(".svg")}"' in page
    assert f'href="{address(".pdf")}"' in page
    drawing = rani.get(address(".svg"))
    assert drawing.text == PICTURE
    assert sha256(drawing.data).hexdigest() in drawing.request.path


def test_it_is_kept_for_ever_and_in_a_box(rani: Browser) -> None:
    for suffix, kind in ((".svg", "image/svg+xml"), (".pdf", "application/pdf")):
        headers = rani.get(address(suffix)).headers
        assert headers["Content-Type"].startswith(kind)
        assert headers["Cache-Control"] == "private, max-age=31536000, immutable"
        assert headers["X-Content-Type-Options"] == "nosniff"
        policy = headers["Content-Security-Policy"]
        assert "sandbox" in policy
        assert "allow-scripts" not in policy
        assert "default-src 'none'" in policy
        assert headers["X-Frame-Options"] == "DENY"


def test_a_drawing_is_shown_and_a_document_is_handed_over(rani: Browser) -> None:
    assert "Content-Disposition" not in rani.get(address(".svg")).headers
    given = rani.get(address(".pdf"))
    assert given.headers["Content-Disposition"] == "attachment; filename=panduan.pdf"
    assert given.text == PDF


@ONE_ENGINE
@pytest.mark.parametrize("name", ["x%0d%0aSet-Cookie:%20a=b", "%22;%20x=%22", "ü.pdf", "x" * 300])
def test_a_file_answers_to_its_own_name_only(rani: Browser, name: str) -> None:
    path = f"{address('.pdf').rpartition('/')[0]}/{name}"
    assert rani.get(path).status_code == 404


def test_a_stranger_gets_no_file(rani: Browser) -> None:
    path = address(".svg")
    stranger = rani.application.test_client()
    assert stranger.get(path).location.startswith("/sign-in")
    assert stranger.get(path, headers={"Accept": "image/*"}).status_code == 302


@pytest.mark.parametrize(
    "digest", ["0" * 64, "x", "..%2f..%2fsecret_key", "%00", "a" * 3000, "../../lms.sqlite3"]
)
@ONE_ENGINE
def test_an_unknown_digest_is_not_there(rani: Browser, digest: str) -> None:
    assert rani.get(f"/media/{digest}/x.svg").status_code in {404, 308}


@ONE_ENGINE
def test_what_lies_in_the_store_but_in_no_course_is_not_served(rani: Browser) -> None:
    digest = store().put(b"somebody's upload")
    assert rani.get(f"/media/{digest}/surat.svg").status_code == 404


@ONE_ENGINE
def test_a_file_that_the_disk_has_lost_is_an_honest_not_found(rani: Browser) -> None:
    path = address(".svg")
    store().path(path.split("/")[2]).unlink()
    assert rani.get(path).status_code == 404

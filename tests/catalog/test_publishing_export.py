"""What went in comes out again, byte for byte."""

import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from cast import Cast
from folders import LESSON, SLUG, SOUND, course_of, write_course
from lms.catalog.models import Course
from lms.catalog.publishing import export, publish
from lms.catalog.reading import read
from lms.foundation.database import db, transaction
from lms.foundation.errors import Conflict, NotFound

REAL = Path(__file__).parents[2] / "content"


def bytes_of(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def synced(content: Path, agency: int) -> list[Course]:
    reading = read(content)
    assert not reading.mistakes, [str(each) for each in reading.mistakes]
    with transaction():
        for course in reading.courses:
            publish(course, agency, None)
    return list(db.session.scalars(select(Course).order_by(Course.slug)))


@pytest.mark.parametrize("name", sorted(path.parent.name for path in REAL.glob("*/course.md")))
def test_our_own_courses_come_out_as_they_went_in(name: str, cast: Cast, tmp_path: Path) -> None:
    courses = synced(REAL / name, cast.province)
    assert bytes_of(export(courses[0], tmp_path / "out")) == bytes_of(REAL / name)
    for file in (tmp_path / "out" / "bank").glob("*"):
        assert file.read_bytes() == (REAL / "bank" / file.name).read_bytes()


BODIES = st.text(
    st.characters(
        codec="utf-8", categories=("L", "N", "P", "Zs"), exclude_characters="[]!`~#=-\\<&"
    )
    | st.sampled_from("\n\t"),
    min_size=1,
).filter(str.strip)


@pytest.mark.parametrize("engine_url", ["sqlite"], indirect=True)
@given(body=BODIES, ends=st.sampled_from(["\n", "\r\n"]), mark=st.sampled_from(["", "\ufeff"]))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_sound_course_comes_out_as_it_went_in(
    cast: Cast, body: str, ends: str, mark: str
) -> None:
    lesson = mark + (LESSON + "\nIsi.\n" + body).replace("\n", ends)
    with tempfile.TemporaryDirectory() as name:
        folder = write_course(Path(name) / "in", SOUND | {"01-loket.md": lesson.encode()})
        courses = synced(folder.parent, cast.province)
        assert bytes_of(export(courses[0], Path(name) / "out")) == bytes_of(folder)


def test_pictures_that_no_page_shows_come_out_too(cast: Cast, tmp_path: Path) -> None:
    folder = write_course(tmp_path / "in", SOUND | {"media/sisa.svg": SOUND["media/alur.svg"]})
    assert bytes_of(export(synced(folder.parent, cast.province)[0], tmp_path / "out")) == bytes_of(
        folder
    )


def test_an_export_never_writes_over_files(cast: Cast, tmp_path: Path) -> None:
    folder = write_course(tmp_path / "content")
    course = synced(folder.parent, cast.province)[0]
    (folder / "01-loket.md").write_text("catatan Wati yang belum diterbitkan")
    with pytest.raises(Conflict, match="sudah berisi"):
        export(course, folder.parent)
    assert (folder / "01-loket.md").read_text() == "catatan Wati yang belum diterbitkan"


def test_half_an_export_is_no_course(cast: Cast, tmp_path: Path) -> None:
    course = synced(write_course(tmp_path / "in").parent, cast.province)[0]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("lms.catalog.publishing.exporting._write", _fail)
        with pytest.raises(OSError, match="penuh"):
            export(course, tmp_path / "out")
    assert not (tmp_path / "out" / SLUG).exists()
    assert export(course, tmp_path / "out").is_dir()


def _fail(*_: object) -> None:
    raise OSError("penuh")


def test_a_course_that_was_never_published_has_no_files(cast: Cast, tmp_path: Path) -> None:
    facts = course_of(tmp_path).facts
    course = Course(slug="baru", revision_id=None, title=facts["title"])
    with pytest.raises(NotFound, match="belum diterbitkan"):
        export(course, tmp_path / "out")

"""A course that changed: what is written anew, what is shared, and what is told."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import func, select

from cast import Cast
from folders import SLUG, SOUND, course_of, sound_but
from lms.catalog.models import (
    Course,
    CourseCompetency,
    Document,
    QuestionVersion,
    Renaming,
    RevisionModule,
)
from lms.catalog.publishing import Published, publish
from lms.catalog.reading.shapes import ReadCourse
from lms.foundation.database import Base, db, transaction

MORNING = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)


def published(course: ReadCourse, agency: int, by: int | None = None, note: str = "") -> Published:
    with transaction():
        return publish(course, agency, by, note)


def rows(model: type[Base]) -> int:
    return db.session.scalar(select(func.count()).select_from(model)) or 0


def test_what_did_not_change_is_shared(cast: Cast, tmp_path: Path) -> None:
    published(course_of(tmp_path), cast.province)
    before = rows(Document), rows(QuestionVersion)
    done = published(course_of(tmp_path, sound_but(lesson=("perahu", "ojek"))), cast.province)
    assert done.number == 2
    assert done.changes is not None
    assert (done.changes.changed, done.changes.new, done.changes.about) == (["loket"], [], False)
    assert (rows(Document), rows(QuestionVersion)) == (before[0] + 1, before[1])


def test_a_mended_question_is_a_new_version_of_the_same_key(cast: Cast, tmp_path: Path) -> None:
    published(course_of(tmp_path), cast.province)
    done = published(
        course_of(tmp_path, sound_but(quiz=("Menolak", "Menolak halus"))), cast.province
    )
    keys = db.session.scalars(select(QuestionVersion.key).order_by(QuestionVersion.key)).all()
    assert keys == [f"{SLUG}#loket-001", f"{SLUG}#loket-001", f"{SLUG}#loket-002"]
    assert done.changes is not None
    assert done.changes.changed == ["kuis"]


@pytest.mark.parametrize(
    "change",
    [("points=1", "points=3"), ("level=1", "level=2"), ("M.5", "M.7"), ("[x] 12", "[x] 13")],
)
def test_all_that_has_a_meaning_makes_a_version(
    change: tuple[str, str], cast: Cast, tmp_path: Path
) -> None:
    published(course_of(tmp_path), cast.province)
    published(course_of(tmp_path, sound_but(quiz=change)), cast.province)
    assert rows(QuestionVersion) == 3


def test_how_a_question_is_laid_out_makes_no_version(cast: Cast, tmp_path: Path) -> None:
    published(course_of(tmp_path), cast.province)
    done = published(
        course_of(tmp_path, sound_but(quiz=("- [ ] Menolak", "* [ ]  Menolak"))), cast.province
    )
    assert done.number == 2
    assert rows(QuestionVersion) == 2


def test_a_newer_renderer_changes_nothing(cast: Cast, tmp_path: Path) -> None:
    """What the author wrote is the same; only our HTML for it would differ."""
    read = course_of(tmp_path)
    published(read, cast.province)
    quiz = read.modules[1]
    rendered_anew = [
        replace(question, content=question.content | {"stem": "<p>lain</p>"})
        for question in quiz.questions
    ]
    anew = replace(quiz, html="<p>lain</p>", questions=tuple(rendered_anew))
    done = published(replace(read, modules=(anew, *read.modules[2:])), cast.province)
    assert done.changes is not None
    assert (done.changes.changed, done.changes.removed) == ([], ["loket"])
    assert rows(QuestionVersion) == 2


def test_a_mended_picture_changes_the_pages_that_show_it(cast: Cast, tmp_path: Path) -> None:
    published(course_of(tmp_path), cast.province)
    done = published(course_of(tmp_path, sound_but(drawing=("h9v9", "h8v8"))), cast.province)
    assert done.changes is not None
    assert done.changes.changed == ["loket"]


def test_a_module_that_left_is_only_missing_from_the_new_revision(
    cast: Cast, tmp_path: Path
) -> None:
    published(course_of(tmp_path / "before"), cast.province)
    files = {name: text for name, text in SOUND.items() if name != "03-tugas.assignment.md"}
    done = published(course_of(tmp_path / "after", files), cast.province)
    assert done.changes is not None
    assert done.changes.removed == ["tugas"]
    kept = select(RevisionModule.revision_id).where(RevisionModule.slug == "tugas")
    assert len(db.session.scalars(kept).all()) == 1


def renamed_to(slug: str, was: str) -> dict[str, str | bytes]:
    files = sound_but(assignment=("title: Tugas", f"title: Tugas\nwas: {was}"))
    files[f"03-{slug}.assignment.md"] = files.pop("03-tugas.assignment.md")
    return files


def renamings() -> dict[str, str]:
    return {each.old_slug: each.new_slug for each in db.session.scalars(select(Renaming))}


def test_a_module_keeps_its_history_under_a_new_name(cast: Cast, tmp_path: Path) -> None:
    published(course_of(tmp_path / "1"), cast.province)
    done = published(course_of(tmp_path / "2", renamed_to("memo", "tugas")), cast.province)
    assert done.changes is not None
    assert (done.changes.renamed, done.changes.new, done.changes.removed) == (
        {"tugas": "memo"},
        [],
        [],
    )
    assert renamings() == {"tugas": "memo"}
    published(course_of(tmp_path / "3", renamed_to("surat", "memo")), cast.province)
    assert renamings() == {"tugas": "surat", "memo": "surat"}
    published(course_of(tmp_path / "4", renamed_to("tugas", "surat")), cast.province)
    assert renamings() == {"memo": "tugas", "surat": "tugas"}


def test_the_catalogue_follows_course_md(cast: Cast, tmp_path: Path) -> None:
    published(course_of(tmp_path), cast.province)
    files = sound_but(course=("  - {code: M.5, level: 2}", "  - {code: M.7, level: 1}"))
    files["course.md"] = str(files["course.md"]).replace("jp: 4", "jp: 6")
    done = published(course_of(tmp_path, files), cast.province)
    assert done.changes is not None
    assert (done.changes.about, done.changes.changed) == (True, [])
    assert db.session.scalars(select(CourseCompetency.competency_code)).all() == ["M.7"]
    assert db.session.get_one(Course, done.course_id).jp == 6


def test_another_number_moves_a_module_without_changing_it(cast: Cast, tmp_path: Path) -> None:
    published(course_of(tmp_path / "1"), cast.province)
    files = dict(SOUND)
    files["09-tugas.assignment.md"] = files.pop("03-tugas.assignment.md")
    done = published(course_of(tmp_path / "2", files), cast.province)
    assert done.changes is not None
    assert (done.changes.moved, done.changes.changed) == (["tugas"], [])

"""A course that was read goes live: what is written, and what is refused."""

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from sqlalchemy import Select, func, select

from cast import Cast
from folders import QUIZ, SLUG, SOUND, course_of, sound_but
from lms.catalog.models import (
    Course,
    CourseCompetency,
    Document,
    QuestionVersion,
    Revision,
    RevisionMedia,
    RevisionModule,
)
from lms.catalog.publishing import Published, publish
from lms.catalog.reading.shapes import ReadCourse
from lms.foundation import clock
from lms.foundation.audit import AuditEntry
from lms.foundation.database import Base, db, transaction
from lms.foundation.errors import Conflict, Invalid
from lms.foundation.files import store

MORNING = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)


def published(course: ReadCourse, agency: int, by: int | None = None, note: str = "") -> Published:
    with transaction():
        return publish(course, agency, by, note)


def rows(model: type[Base]) -> int:
    return db.session.scalar(select(func.count()).select_from(model)) or 0


def trail() -> Select[tuple[AuditEntry]]:
    return select(AuditEntry).where(AuditEntry.verb == "published")


def test_a_course_goes_live(cast: Cast, tmp_path: Path) -> None:
    with clock.at(MORNING):
        done = published(course_of(tmp_path), cast.province, cast.wati.id, "Edisi pertama")
    course = db.session.get_one(Course, done.course_id)
    assert (course.slug, course.title, course.jp, course.form_code) == (
        SLUG,
        "Melayani Warga",
        4,
        16,
    )
    assert (course.theme, course.language) == ("pelayanan", "id")
    assert course.review_by == date(2027, 11, 30)
    revision = db.session.get_one(Revision, course.revision_id)
    assert (revision.number, revision.published_by, revision.note) == (
        1,
        cast.wati.id,
        "Edisi pertama",
    )
    assert revision.published_at == MORNING
    held = db.session.scalars(select(CourseCompetency)).one()
    assert (held.competency_code, held.level) == ("M.5", 2)


def test_its_modules_point_to_documents(cast: Cast, tmp_path: Path) -> None:
    read = course_of(tmp_path)
    done = published(read, cast.province)
    modules = db.session.scalars(select(RevisionModule).order_by(RevisionModule.position)).all()
    assert [(each.position, each.slug, each.kind) for each in modules] == [
        (1, "loket", "lesson"),
        (2, "kuis", "quiz"),
        (3, "tugas", "assignment"),
    ]
    lesson = db.session.get_one(Document, modules[0].document_digest)
    assert (lesson.kind, lesson.source) == ("lesson", read.modules[0].source)
    assert lesson.html == read.modules[0].html
    assert lesson.facts == {"title": "Di depan loket", **read.modules[0].facts}
    assert done.changes is not None
    assert done.changes.new == ["loket", "kuis", "tugas"]


def test_its_quiz_points_to_versions_of_questions_in_order(cast: Cast, tmp_path: Path) -> None:
    published(course_of(tmp_path), cast.province)
    quiz = db.session.scalars(select(Document).where(Document.kind == "quiz")).one()
    versions = [db.session.get_one(QuestionVersion, each) for each in quiz.facts["questions"]]
    assert [each.key for each in versions] == [f"{SLUG}#loket-001", f"{SLUG}#loket-002"]
    assert [(each.type, each.points) for each in versions] == [("single", 1), ("numeric", 2)]
    assert (versions[0].competency_code, versions[0].level, versions[0].topic) == (
        "M.5",
        1,
        "loket",
    )
    assert versions[0].content["options"][1]["right"] is True
    assert versions[1].source == QUIZ[QUIZ.index("## Berapa") :]


def test_its_pictures_lie_in_the_store(cast: Cast, tmp_path: Path) -> None:
    published(course_of(tmp_path), cast.province)
    media = db.session.scalars(select(RevisionMedia)).one()
    assert (media.name, media.content_type) == ("media/alur.svg", "image/svg+xml")
    assert store().get(media.file_digest) == str(SOUND["media/alur.svg"]).encode()


def test_publishing_is_on_the_trail(cast: Cast, tmp_path: Path) -> None:
    done = published(course_of(tmp_path), cast.province, cast.wati.id)
    entry = db.session.scalars(trail()).one()
    assert (entry.verb, entry.subject_kind, entry.subject_id) == (
        "published",
        "course",
        str(done.course_id),
    )
    assert (entry.actor_id, entry.agency_id, entry.detail["revision"]) == (
        cast.wati.id,
        cast.province,
        1,
    )


def test_publishing_twice_changes_nothing(cast: Cast, tmp_path: Path) -> None:
    models: list[type[Base]] = [
        Course,
        Document,
        Revision,
        QuestionVersion,
        AuditEntry,
        RevisionMedia,
    ]
    first = published(course_of(tmp_path), cast.province)
    before = [rows(model) for model in models]
    again = published(course_of(tmp_path), cast.province)
    assert again == replace(first, changes=None)
    assert [rows(model) for model in models] == before


@pytest.mark.parametrize(
    ("change", "named"),
    [
        ({"course": ("M.5", "M.99")}, "M.99"),
        ({"quiz": ("M.5", "M.98")}, "M.98"),
        ({"assignment": ("M.5", "M.97")}, "M.97"),
    ],
)
def test_a_competency_that_nobody_knows_is_refused(
    change: dict[str, tuple[str, str]], named: str, cast: Cast, tmp_path: Path
) -> None:
    course = course_of(tmp_path, sound_but(**change))
    with pytest.raises(Invalid, match=named):
        published(course, cast.province)
    assert rows(Document) == rows(Course) == 0


def test_another_agency_does_not_take_a_course_over(cast: Cast, tmp_path: Path) -> None:
    published(course_of(tmp_path), cast.province)
    changed = course_of(tmp_path, sound_but(lesson=("perahu", "ojek")))
    with pytest.raises(Conflict, match="dimiliki instansi lain"):
        published(changed, cast.city)
    assert rows(Revision) == 1


def test_a_copied_quiz_has_questions_of_its_own(cast: Cast, tmp_path: Path) -> None:
    """The same bytes under another course's slug are other questions."""
    read = course_of(tmp_path)
    published(read, cast.province)
    published(replace(read, slug="salinan"), cast.province)
    quizzes = db.session.scalars(select(Document).where(Document.kind == "quiz")).all()
    assert len(quizzes) == 2
    assert not set(quizzes[0].facts["questions"]) & set(quizzes[1].facts["questions"])

"""The bank goes live with the courses that draw from it, and comes out with them."""

from pathlib import Path

import pytest
from sqlalchemy import select

from cast import Cast
from folders import BANK, DRAWN_QUIZ, SLUG, SOUND, write_course
from lms.catalog.models import Course, Document, QuestionVersion, RevisionModule
from lms.catalog.publishing import Published, export, publish
from lms.catalog.reading import read
from lms.foundation.database import db, transaction
from lms.foundation.errors import Conflict, Invalid

MENDED = BANK.replace("Keliru.", "Bukan itu.", 1)


def sync(content: Path, agency: int, bank: str = BANK, *slugs: str) -> list[Published]:
    content = content / "content"
    for slug in slugs or (SLUG,):
        write_course(content, SOUND | {"02-kuis.quiz.md": DRAWN_QUIZ}, slug)
    write_course(content, {"loket.md": bank}, "bank")
    reading = read(content)
    assert not reading.mistakes, [str(each) for each in reading.mistakes]
    with transaction():
        return [publish(course, agency, None) for course in reading.courses]


def quiz_of(published: Published) -> Document:
    wanted = (
        select(Document)
        .join(RevisionModule, RevisionModule.document_digest == Document.digest)
        .where(RevisionModule.revision_id == published.revision_id, Document.kind == "quiz")
    )
    return db.session.scalars(wanted).one()


def test_a_drawn_quiz_points_to_all_that_it_may_draw(cast: Cast, tmp_path: Path) -> None:
    quiz = quiz_of(sync(tmp_path, cast.province)[0])
    versions = [db.session.get_one(QuestionVersion, each) for each in quiz.facts["questions"]]
    assert [each.key for each in versions] == [f"bank#bank-{number:03}" for number in range(1, 6)]
    held = db.session.get_one(Document, quiz.facts["bank"]["loket"])
    assert (held.kind, held.source) == ("bank", BANK.encode())


def test_two_courses_share_the_versions_of_the_bank(cast: Cast, tmp_path: Path) -> None:
    first, second = sync(tmp_path, cast.province, BANK, SLUG, "kursus-lain")
    assert quiz_of(first).facts["questions"] == quiz_of(second).facts["questions"]
    assert len(db.session.scalars(select(QuestionVersion)).all()) == 5


def test_a_mended_bank_is_a_new_revision_of_the_courses_that_draw_from_it(
    cast: Cast, tmp_path: Path
) -> None:
    before = quiz_of(sync(tmp_path, cast.province)[0])
    again = sync(tmp_path, cast.province, MENDED)[0]
    assert again.number == 2
    assert again.changes
    assert again.changes.changed == ["kuis"]
    after = quiz_of(again)
    assert before.facts["questions"][1:] == after.facts["questions"][1:]
    assert before.facts["questions"][0] != after.facts["questions"][0]
    assert sync(tmp_path, cast.province, MENDED)[0].changes is None


def test_the_bank_comes_out_as_it_went_in(cast: Cast, tmp_path: Path) -> None:
    sync(tmp_path / "in", cast.province, MENDED, SLUG, "kursus-lain")
    for course in db.session.scalars(select(Course)):
        export(course, tmp_path / "out")
    assert (tmp_path / "out" / "bank" / "loket.md").read_bytes() == MENDED.encode()
    assert read(tmp_path / "out").courses == read(tmp_path / "in" / "content").courses


def test_another_bank_is_not_written_over(cast: Cast, tmp_path: Path) -> None:
    sync(tmp_path / "in", cast.province)
    write_course(tmp_path / "out", {"loket.md": MENDED}, "bank")
    course = db.session.scalars(select(Course)).one()
    with pytest.raises(Conflict, match="sudah berisi"):
        export(course, tmp_path / "out")
    assert not (tmp_path / "out" / SLUG).exists()
    assert (tmp_path / "out" / "bank" / "loket.md").read_bytes() == MENDED.encode()


def test_a_competency_that_nobody_knows_is_refused_in_the_bank_too(
    cast: Cast, tmp_path: Path
) -> None:
    unknown = BANK.replace("competency=M.5 level=2", "competency=X.9 level=2")
    with pytest.raises(Invalid, match=r"X\.9"):
        sync(tmp_path, cast.province, unknown)

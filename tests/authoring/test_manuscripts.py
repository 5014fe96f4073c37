"""A manuscript holds what the folder held, changes as its authors say, and becomes a revision."""

from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select

from cast import Cast
from courses import SLUG
from folders import SOUND, write_course
from lms.authoring import actions, front, outline
from lms.authoring.checking import check, page_of
from lms.authoring.models import Manuscript, ManuscriptState
from lms.authoring.queries import edits, file_at, files, gone_files
from lms.catalog import queries as catalog
from lms.catalog.models import Origin, Revision
from lms.catalog.publishing import export, publish
from lms.catalog.reading import read
from lms.foundation.database import db, transaction
from lms.foundation.errors import Conflict, Invalid
from manuscripts import NEW, edit, let_publish_alone, open_manuscript, texts

SLUG_HERE = "melayani-warga"


@pytest.fixture
def opened(app: Flask, cast: Cast, tmp_path: Path) -> Manuscript:
    write_course(tmp_path / "content")
    let_publish_alone(cast.wati, SLUG_HERE)
    with transaction():
        publish(read(tmp_path / "content").courses[0], cast.province, None)
        return actions.open_course(catalog.course(SLUG_HERE), cast.wati.id)


def test_it_begins_as_the_folder_was_and_comes_out_with_the_edit_alone(
    opened: Manuscript, cast: Cast, tmp_path: Path
) -> None:
    for path, text in SOUND.items():
        held = file_at(opened.id, path)
        assert held.file_digest or held.source == str(text).encode()
    assert check(SLUG_HERE, files(opened.id)).mistakes == []
    with transaction():
        again = actions.open_course(catalog.course(SLUG_HERE), cast.hendra.id)
        assert again.id == opened.id, "one that authors share"
        lesson = file_at(opened.id, "01-loket.md")
        body = front.body_of(lesson.source or b"").replace("perahu", "ketek")
        anew = front.with_body(lesson.source or b"", body)
        actions.save(opened, lesson.id, lesson.version, anew, cast.wati.id)
        done = actions.publish_manuscript(
            opened, check(SLUG_HERE, files(opened.id)), cast.wati.id, "Ketek, bukan perahu."
        )
    assert done.changes
    assert done.changes.changed == ["loket"]
    revision = db.session.get_one(Revision, done.revision_id)
    told = (revision.number, revision.origin, revision.published_by, revision.note)
    assert told == (2, Origin.BROWSER, cast.wati.id, "Ketek, bukan perahu.")
    assert opened.state == ManuscriptState.PUBLISHED
    out = export(catalog.course(SLUG_HERE), tmp_path / "out")
    for path, text in SOUND.items():
        wanted = str(text).replace("perahu", "ketek") if path == "01-loket.md" else str(text)
        assert (out / path).read_bytes() == wanted.encode(), path
    with pytest.raises(Conflict), transaction():
        actions.discard(opened, cast.wati.id)


def test_an_old_version_overwrites_nothing(opened: Manuscript, cast: Cast) -> None:
    edit(opened, "01-loket.md", "perahu", "ketek", cast.wati.id)
    lesson = file_at(opened.id, "01-loket.md")
    with pytest.raises(actions.Overtaken) as met, transaction():
        actions.save(opened, lesson.id, 1, b"---\ntitle: Lain\n---\n", cast.hendra.id)
    assert met.value.file.changed_by == cast.wati.id
    assert b"ketek" in (file_at(opened.id, "01-loket.md").source or b"")


def test_a_sitting_is_one_edit_and_any_of_them_comes_back(opened: Manuscript, cast: Cast) -> None:
    for old, new in (("perahu", "ketek"), ("ketek", "pompong"), ("pompong", "bus")):
        edit(opened, "01-loket.md", old, new, cast.wati.id)
    edit(opened, "01-loket.md", "bus", "sepeda", cast.hendra.id)
    lesson = file_at(opened.id, "01-loket.md")
    told = [(each.number, each.person_id) for each in edits(lesson.id)]
    assert told == [(1, None), (4, cast.wati.id), (5, cast.hendra.id)]
    with transaction():
        actions.restore_edit(opened, lesson.id, 1, cast.hendra.id)
    assert (lesson.source or b"").decode() == SOUND["01-loket.md"]
    with transaction():
        actions.remove(opened, lesson.id, cast.wati.id)
    assert [each.path for each in gone_files(opened.id)] == ["01-loket.md"]
    with transaction():
        actions.bring_back(opened, lesson.id, cast.wati.id)
    assert gone_files(opened.id) == []


def test_modules_change_places_and_links_follow(opened: Manuscript, cast: Cast) -> None:
    with transaction():
        actions.move(opened, "kuis", -1, cast.wati.id)
    assert [each.file.path for each in outline.outline(files(opened.id))] == [
        *("01-kuis.quiz.md", "02-loket.md", "03-tugas.assignment.md")
    ]
    assert "(01-kuis.quiz.md)" in texts(opened)["02-loket.md"]
    assert check(SLUG_HERE, files(opened.id)).mistakes == []
    with transaction():
        actions.move(opened, "kuis", 9, cast.wati.id)
    assert outline.outline(files(opened.id))[-1].slug == "kuis"


def test_what_comes_back_takes_nobodys_place(opened: Manuscript, cast: Cast) -> None:
    task = file_at(opened.id, "03-tugas.assignment.md")
    with transaction():
        actions.remove(opened, task.id, cast.wati.id)
        added = actions.add_module(opened, "lesson", "Tugas", b"---\ntitle: T\n---\n", cast.wati.id)
        with pytest.raises(Conflict):  # another module has its name by now
            actions.bring_back(opened, task.id, cast.wati.id)
        actions.remove(opened, added.file.id, cast.wati.id)
        actions.add_module(opened, "lesson", "Lain", b"---\ntitle: L\n---\n", cast.wati.id)
        actions.bring_back(opened, task.id, cast.wati.id)
    assert [each.file.path for each in outline.outline(files(opened.id))][2:] == [
        *("03-lain.md", "04-tugas.assignment.md")
    ]


def test_mistakes_are_told_and_stop_publishing(opened: Manuscript, cast: Cast) -> None:
    edit(opened, "01-loket.md", "media/alur.svg", "media/tidak-ada.svg", cast.wati.id)
    found = check(SLUG_HERE, files(opened.id))
    assert [each.line for each in found.of("01-loket.md")] == [11]
    assert found.course is None
    assert found.seen
    assert len(found.seen.modules) == 3
    with pytest.raises(Invalid), transaction():
        actions.publish_manuscript(opened, found, cast.wati.id, "")
    source = texts(opened)["01-loket.md"].replace("tidak-ada", "alur").encode()
    page = page_of(SLUG_HERE, files(opened.id), "01-loket.md", source)
    assert page
    assert "<img" in page.html


def test_a_course_that_moved_on_is_not_published_over(
    opened: Manuscript, cast: Cast, tmp_path: Path
) -> None:
    changed = dict(SOUND) | {"01-loket.md": str(SOUND["01-loket.md"]).replace("perahu", "bus")}
    write_course(tmp_path / "content", changed)
    with transaction():
        publish(read(tmp_path / "content").courses[0], cast.province, None)
    edit(opened, "02-kuis.quiz.md", "Dua soal", "Dua pertanyaan", cast.wati.id)
    checked = check(SLUG_HERE, files(opened.id))
    with pytest.raises(actions.BaseMoved), transaction():
        actions.publish_manuscript(opened, checked, cast.wati.id, "")


def test_a_new_course_has_an_address_of_its_own(cast: Cast, course: str) -> None:
    about = SOUND["course.md"]
    for taken in (SLUG, "bank", "Besar", "-", ""):
        with pytest.raises(Invalid), transaction():
            actions.begin(taken, str(about).encode(), agency_id=cast.province, by=cast.wati.id)
    let_publish_alone(cast.wati, NEW)
    made = open_manuscript(cast)
    assert made.title == "Melayani Warga"
    with pytest.raises(Invalid):
        open_manuscript(cast)
    with transaction():
        part = actions.add_module(
            made, "lesson", "Di depan Loket!", b"---\ntitle: L\n---\nIsi.\n", cast.wati.id
        )
        actions.publish_manuscript(
            made, check(made.course_slug, files(made.id)), cast.wati.id, "Baru"
        )
    assert part.file.path == "01-di-depan-loket.md"
    found = db.session.scalars(select(Revision).order_by(Revision.id.desc())).first()
    assert found
    assert found.number == 1

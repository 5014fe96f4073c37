"""What is searched follows what is published, archived and shared, in the same transaction."""

from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import delete, select, update

from cast import Cast
from catalogues import add
from courses import COURSE, LESSON, SLUG, publish_course
from lms.catalog import actions, publishing, queries
from lms.catalog.models import Course, SearchedCourse, SearchedText, SearchTerm
from lms.catalog.queries import Wish
from lms.catalog.queries.listing import edition
from lms.foundation.database import db, drop, start_writing, transaction

ONE_ENGINE = pytest.mark.parametrize("engine_url", ["sqlite"], indirect=True)


def listed(agency_id: int, text: str = "") -> list[str]:
    return [hit.course.slug for hit in queries.catalogue(agency_id, Wish(words=text)).hits]


def test_publishing_archiving_and_sharing_are_seen_at_once(
    app: Flask, cast: Cast, tmp_path: Path
) -> None:
    folder = tmp_path / "content"
    assert listed(cast.province, "perahu") == []
    changed = LESSON.replace("datang sama sekali", "naik perahu")
    publish_course(folder, cast.province, **{"01-bacaan.md": changed})
    assert listed(cast.province, "perahu") == [SLUG]
    assert listed(cast.city, "perahu") == []
    with transaction():
        actions.share(queries.course(SLUG), cast.city)
    assert listed(cast.city, "perahu") == [SLUG]
    title = COURSE.replace("Melayani lewat Layar", "Dermaga")
    publish_course(folder, cast.province, **{"course.md": title})
    assert (listed(cast.province, "perahu"), listed(cast.city, "dermaga")) == ([], [SLUG])
    with transaction():
        actions.archive(queries.course(SLUG))
    assert listed(cast.province) == listed(cast.province, "dermaga") == []
    with transaction():
        actions.restore(queries.course(SLUG))
    assert listed(cast.province, "dermaga") == [SLUG]


def test_what_is_undone_was_never_seen(app: Flask, cast: Cast) -> None:
    slug = add(cast, "Dermaga")
    before = edition()
    start_writing()
    db.session.execute(update(Course).values(title="Pelabuhan"))
    assert [it.course.title for it in _hits(cast)] == ["Pelabuhan"]
    drop()
    assert edition() == before
    assert [it.course.title for it in _hits(cast)] == ["Dermaga"]
    with transaction():
        db.session.execute(update(Course).where(Course.slug == slug).values(title="Galangan"))
    assert edition() != before
    assert [it.course.title for it in _hits(cast)] == ["Galangan"]


def _hits(cast: Cast) -> tuple[queries.Hit, ...]:
    return queries.catalogue(cast.province, Wish()).hits


@ONE_ENGINE
def test_questions_and_rubrics_are_not_searched(app: Flask, cast: Cast, tmp_path: Path) -> None:
    publish_course(tmp_path / "content", cast.province)
    assert listed(cast.province, "jawablah tenang") == [SLUG], "the quiz's own text is"
    for hidden in ("atasan", "lambat", "runtut"):
        assert listed(cast.province, hidden) == [], hidden
    kept = " ".join(db.session.scalars(select(SearchedText.text)))
    assert "Mengapa layanan digital: Warga ingin satu kali datang" in kept
    assert "Siapa yang dilayani" not in kept


@ONE_ENGINE
def test_the_index_can_be_made_anew_and_is_the_same(app: Flask, cast: Cast, tmp_path: Path) -> None:
    publish_course(tmp_path / "content", cast.province)
    tables = (SearchTerm, SearchedText, SearchedCourse)
    before = [db.session.execute(select(it.__table__)).all() for it in tables]
    with transaction():
        for table in tables:
            db.session.execute(delete(table))
        db.session.execute(update(Course).values(changes=Course.changes + 1))
    assert listed(cast.province, "layanan") == []
    assert listed(cast.province) == [SLUG]
    with transaction():
        assert publishing.index_all(missing=True) == 1
        assert publishing.index_all(missing=True) == 0
    assert [db.session.execute(select(it.__table__)).all() for it in tables] == before
    assert listed(cast.province, "layanan") == [SLUG]

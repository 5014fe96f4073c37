"""Referees and authors remark on paragraphs and questions; remarks follow what they are on."""

from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import delete
from sqlalchemy.exc import DatabaseError

from authors import Author, Referee
from cast import SINCE, Cast
from essays import Reader
from folders import write_course
from lms.authoring import actions, queries
from lms.authoring.models import Manuscript, Remark, RemarkSettling
from lms.catalog import queries as catalog
from lms.catalog.publishing import publish
from lms.catalog.reading import read
from lms.foundation.database import db, transaction
from lms.foundation.errors import Conflict
from lms.identity.actions import give_grant
from lms.identity.models import Person, Role
from manuscripts import edit
from statements import statements

AT = "/authoring/melayani-warga"
LOKET, QUIZ = f"{AT}/modules/loket/remarks", f"{AT}/modules/kuis/remarks"
sqlite_only = pytest.mark.parametrize("engine_url", ["sqlite"], indirect=True)


@pytest.fixture
def opened(app: Flask, cast: Cast, tmp_path: Path) -> Manuscript:
    write_course(tmp_path / "content")
    with transaction():
        publish(read(tmp_path / "content").courses[0], cast.province, None)
        hendra = db.session.get_one(Person, cast.hendra.id)
        give_grant(hendra, Role.TRAINER, cast.province, since=SINCE)
        return actions.open_course(catalog.course("melayani-warga"), cast.wati.id)


@pytest.fixture
def hendra(app: Flask, cast: Cast, opened: Manuscript) -> Author:
    return Referee(app.test_client(), cast.hendra)


def say_at(who: Author, page: str, at: str, text: str) -> str:
    answer = who.submit(f"{page}?at={at}", to=page, text=text)
    assert answer.status_code == 302, answer.text
    return answer.headers["Location"].rpartition("-")[2]


def part(text: str, at: str) -> str:
    """What the page shows at one place."""
    return text.partition(f'id="{at}"')[2].partition('class="remarked"')[0]


def number(opened: Manuscript, words: str, who: Author) -> str:
    page = who.get(LOKET).text
    return next(f"p{n}" for n in range(1, 30) if words in part(page, f"p{n}"))


def test_a_remark_follows_its_paragraph(
    app: Flask, opened: Manuscript, hendra: Author, cast: Cast
) -> None:
    wati = Referee(app.test_client(), cast.wati)
    at = number(opened, "perahu", hendra)
    remark = say_at(hendra, LOKET, at, "Sebut nama sungainya.")
    assert "Sebut nama sungainya." in part(wati.get(LOKET).text, at)
    assert "1 catatan terbuka" in wati.get(f"{AT}/refereeing").text
    wati.submit(LOKET, to=f"{LOKET}/{remark}/answers", text="Batanghari, ya.")
    assert "Batanghari, ya." in part(hendra.get(LOKET).text, at)
    edit(opened, "01-loket.md", "perahu", "ketek", cast.wati.id)
    shown = hendra.get(LOKET).text
    assert "Sebut nama" in part(shown, at)
    assert "Sewaktu dicatat berbunyi" in part(shown, at)
    wati.submit(LOKET, to=f"{LOKET}/{remark}/settling")
    assert "semua catatan selesai" in wati.get(f"{AT}/refereeing").text
    hendra.submit(LOKET, to=f"{LOKET}/{remark}/settling")
    assert "1 catatan terbuka" in wati.get(f"{AT}/refereeing").text
    wati.submit(f"{AT}/modules/loket", body="Hanya satu kalimat yang lain sama sekali.")
    shown = hendra.get(LOKET).text
    assert "dihapus atau ditulis ulang" in shown
    assert "Sebut nama sungainya." in part(shown, "lepas")
    for table in (Remark, RemarkSettling):
        with pytest.raises(DatabaseError), transaction():
            db.session.execute(delete(table))


def test_a_remark_on_a_question_stays_with_it(
    opened: Manuscript, hendra: Author, cast: Cast
) -> None:
    page = hendra.get(QUIZ).text
    name = page.partition('id="q-')[2].partition('"')[0]
    say_at(hendra, QUIZ, f"q-{name}", "Kuncinya keliru.")
    say_at(hendra, QUIZ, "p0", "Tambah satu soal lagi.")
    assert "Kuncinya keliru." in part(hendra.get(QUIZ).text, f"q-{name}")
    assert "Tambah satu soal" in part(hendra.get(QUIZ).text, "p0")
    edit(opened, "02-kuis.quiz.md", f"#{name} ", f"#{name}-baru ", cast.wati.id)
    assert "Soal ini sudah dihapus" in hendra.get(QUIZ).text
    assert "Kuncinya keliru." in part(hendra.get(QUIZ).text, "lepas")


@sqlite_only
def test_what_cannot_be_taken_is_given_back(opened: Manuscript, hendra: Author, cast: Cast) -> None:
    form = {"at": "p1", "version": "1", "key": "satu"}
    for given, said in (
        ({"text": "  "}, "Tulis catatannya"),
        ({"text": "a" * 5000}, "terlalu panjang"),
        ({"text": "Kata saya.", "version": "7"}, "berubah sejak halaman ini dibuka"),
    ):
        answer = hendra.post(LOKET, **(form | given))
        assert (answer.status_code, said in answer.text) == (422, True), said
        assert given["text"].strip() in answer.text
    for at in ("p99", "q-tidak-ada", "x", ""):
        assert hendra.post(LOKET, **(form | {"at": at, "text": "Ke mana?"})).status_code == 404
    for _ in "ab":
        assert hendra.post(LOKET, **form, text="Sekali saja").status_code == 302
    assert len(queries.strands(opened.id)) == 1
    first = queries.strands(opened.id)[0].first
    refused = hendra.post(f"{LOKET}/{first.id}/answers", text=" ")
    assert (refused.status_code, "Tulis catatannya" in refused.text) == (422, True)
    assert hendra.post(f"{LOKET}/999/answers", text="x").status_code == 404
    with transaction():
        actions.discard(opened, cast.wati.id)
    with pytest.raises(Conflict), transaction():
        actions.settle(opened, first, cast.wati.id, settled=True)


@sqlite_only
def test_remarks_are_of_those_who_write(app: Flask, opened: Manuscript, cast: Cast) -> None:
    rani = Reader(app.test_client(), cast.rani)
    assert rani.get(LOKET).status_code == 403
    for path in ("", "/1/answers", "/1/settling"):
        assert rani.post(f"{LOKET}{path}", text="x", at="p1", version="1").status_code == 403


@sqlite_only
def test_many_remarks_cost_no_more_statements(opened: Manuscript, hendra: Author) -> None:
    hendra.get(LOKET)
    with statements() as few:
        hendra.get(LOKET)
    for n in range(6):
        say_at(hendra, LOKET, "p1", f"Catatan {n}")
    with statements() as many:
        hendra.get(LOKET)
    assert len(many) <= len(few) + 2

"""What to mend and what to think about is told in one place before a course is published."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import update

from authors import FACTS, HOME, Author, Referee
from cast import SINCE, Cast
from essays import Reader
from folders import write_course
from lms.authoring.meetings import Met, met
from lms.authoring.queries import due_for_review
from lms.authoring.remarks import remarks
from lms.catalog.models import Course
from lms.catalog.publishing import publish
from lms.catalog.reading import read
from lms.catalog.reading.shapes import ReadCourse
from lms.foundation import clock
from lms.foundation.database import db, transaction
from lms.identity.actions import give_grant
from lms.identity.models import Person, Role
from lms.learning.queries import led_by

sqlite_only = pytest.mark.parametrize("engine_url", ["sqlite"], indirect=True)
TODAY = date(2026, 11, 22)
LONG = (
    "Petugas yang bekerja di loket itu setiap hari melayani warga yang datang dari desa dan kota. "
)
HARD = "Penyelenggaraan pemberdayaan masyarakat menggunakan mekanisme pertanggungjawaban. "


def told(course: ReadCourse, today: date = TODAY, *stopped: str) -> str:
    return "\n".join(f"{it.path}:{it.line}: {it.text}" for it in remarks(course, today, stopped))


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> ReadCourse:
    folder = tmp_path_factory.mktemp("remarks") / "content"
    write_course(folder)
    return read(folder).courses[0]


@pytest.mark.parametrize(
    ("html", "said"),
    [
        (f"<p>{LONG * 20}</p>", "Kalimatnya rata-rata 16 kata."),
        (f"<p>{HARD * 20}</p>", "Teks ini berat dibaca: LIX"),
        ("".join(f"<p>Kata {n * 7919:x}.</p>" for n in range(9000)), "setelah dipadatkan"),
        ('<a href="http://a.id/?x=1&amp;y=2">x</a>', "Tautan http://a.id/?x=1&y=2 tidak bersandi."),
        ("<p>Baik.</p>", ""),
    ],
)
def test_a_page_is_measured(sound: ReadCourse, html: str, said: str) -> None:
    lesson = replace(sound.modules[0], html=html)
    found = told(replace(sound, modules=(lesson, *sound.modules[1:])))
    before = told(sound)
    assert said in found if said else found == before


def test_promises_dates_and_feedback_are_told(sound: ReadCourse) -> None:
    facts = sound.facts | {"competencies": [{"code": "M.9", "level": 1}], "review_by": None}
    found = told(replace(sound, facts=facts))
    assert "course.md:0: Kompetensi M.9 dijanjikan, tetapi tidak ditanyakan." in found
    assert "belum mempunyai tanggal telaah" in found
    later = replace(sound, facts=sound.facts | {"review_by": "2027-02-21"})
    assert "Tanggal telaah" not in told(later)
    assert "Tanggal telaah kursus ini 2027-02-21." in told(later, TODAY + timedelta(days=1))
    quiz = next(each for each in sound.modules if each.questions)
    mute = replace(quiz.questions[0], content={"general": "", "options": [{"feedback": ""}]})
    others = tuple(each for each in sound.modules if each is not quiz)
    bare = replace(sound, modules=(*others, replace(quiz, questions=(mute,))))
    assert f"{quiz.file_name}:{mute.line}: Soal ini tidak memberi umpan" in told(bare)


def test_meetings_are_added_up_and_earn_nothing_of_their_own(sound: ReadCourse) -> None:
    assert met(sound) is None
    lesson = sound.modules[0]
    longer = replace(lesson, kind="session", facts=lesson.facts | {"minutes": 100})
    two = replace(sound, modules=(*sound.modules, longer, longer))
    assert met(two) == Met(2, 200, 4)
    assert (Met(2, 200, 4).jp, "Pertemuannya" in told(two)) == (4, False)
    three = replace(two, modules=(*two.modules, longer))
    assert "course.md:0: Pertemuannya saja 300 menit (6 JP), padahal kursus ini 4 JP." in told(
        three
    )


def test_a_stopped_question_leaves_a_blueprint_short() -> None:
    content = Path(__file__).parents[2] / "content" / "pelayanan-publik"
    (course,) = read(content).seen
    assert "kekurangan" not in told(course)
    every = [it.identifier for bank in course.bank for it in bank.questions]
    assert "Baris 1 kisi-kisi kekurangan" in told(course, TODAY, *every)


@sqlite_only
def test_the_checks_are_one_page_for_authors(app: Flask, cast: Cast) -> None:
    wati = Author(app.test_client(), cast.wati)
    wati.submit("/authoring/new", **FACTS)
    lesson = wati.add("lesson", "Salam")
    quiz = wati.add("quiz", "Kuis")
    wati.submit(f"{quiz}/questions/new/single", heading="Apa?", text_1="Ya", text_2="Tidak")
    body = "Lihat [situs](https://contoh.go.id/a) dan UU 25/2009 pasal 4.\n\n[putus](media/a.png)\n"
    wati.submit(lesson, body=body)
    page = wati.get(f"{HOME}/checks").text
    for said in ("Harus diperbaiki", "media/a.png", "UU 25/2009", "pasal 4", "contoh.go.id"):
        assert said in page
    assert "/modules/kuis/questions#soal-1" in page
    assert ("Salam</a>" in page, ">Keterangan kursus</a>" in page) == (True, True)
    assert ".md" not in page  # nobody who writes by forms knows of files
    assert "Kompetensi M.5 dijanjikan" in page
    wati.submit(lesson, body=body.split("\n", maxsplit=1)[0])
    wati.submit(
        f"{HOME}/modules/kuis/questions/1", heading="Apa?", text_1="Ya", text_2="Tidak", right="1"
    )
    page = wati.get(f"{HOME}/checks").text
    assert "Tidak ada yang harus diperbaiki." in page
    assert f"{HOME}/checks" in wati.get(f"{HOME}/publication").text
    wati.submit(f"{HOME}/publication", note="Baru")
    wati.post(f"{HOME}/manuscript")
    with transaction():
        city = db.session.get_one(Person, cast.murni.id)
        give_grant(city, Role.TRAINER, cast.city, since=SINCE)
    assert Reader(app.test_client(), cast.nurul).get(f"{HOME}/checks").status_code == 403
    assert Reader(app.test_client(), cast.rani).get("/authoring").status_code == 403


def test_what_is_due_for_review_stands_on_the_authors_desk(
    app: Flask, cast: Cast, tmp_path: Path
) -> None:
    write_course(tmp_path / "content")
    wati, today = Author(app.test_client(), cast.wati), clock.today()
    with transaction():
        publish(read(tmp_path / "content").courses[0], cast.province, None)
        db.session.execute(update(Course).values(review_by=today + timedelta(days=91)))
    assert "Perlu ditelaah lagi" not in wati.get("/authoring").text
    for days, overdue in ((90, False), (-1, True)):
        with transaction():
            db.session.execute(update(Course).values(review_by=today + timedelta(days=days)))
        page = wati.get("/authoring").text
        assert ("Perlu ditelaah lagi" in page, "Terlewat" in page) == (True, overdue)
    assert [it.slug for it in due_for_review(led_by(cast.wati.id), today)] == ["melayani-warga"]
    assert due_for_review(led_by(cast.murni.id), today) == []


@sqlite_only
def test_the_page_offers_the_step_that_is_next(app: Flask, cast: Cast) -> None:
    wati = Referee(app.test_client(), cast.wati)
    wati.submit("/authoring/new", **FACTS)
    wati.submit(wati.add("lesson", "Salam"), body="Selamat pagi.")
    page = wati.get(f"{HOME}/checks").text
    assert "Serahkan untuk ditelaah" in page
    assert f"{HOME}/publication" not in page, "nobody else has approved it yet"

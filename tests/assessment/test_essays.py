"""An essay question: written like any answer, and worth nothing yet until people have marked it."""

from decimal import Decimal

import pytest
from flask import Flask
from sqlalchemy import func, select

from cast import SINCE, Cast
from courses import SLUG
from judges import (
    ESSAY,
    TEXT,
    Marker,
    Publish,
    attempt_now,
    enrolled,
    essay_place,
    quiz_with_essay,
    sit,
)
from lms.assessment.actions import attempt_marked
from lms.assessment.models import Rating
from lms.competency.models import Evidence
from lms.foundation.database import db, transaction
from lms.identity import actions as identity
from lms.identity.models import Person, Role
from lms.learning.queries import visit
from quizzes import QUIZ_URL, Sitter, attempt, place_of

SQLITE = pytest.mark.parametrize("engine_url", ["sqlite"], indirect=True)


def is_done(cast: Cast) -> bool:
    db.session.rollback()
    return visit(SLUG, cast.rani.id).is_done("kuis")


@SQLITE
def test_the_bank_shows_an_essay_with_its_rubric(app: Flask, cast: Cast, publish: Publish) -> None:
    publish(**{"02-kuis.quiz.md": quiz_with_essay()})
    shown = Marker(app.test_client(), cast.wati).get(f"/bank/questions/{SLUG}/uji-esai").text
    for words in (
        "Tulis 5 sampai 300 kata.",
        "<textarea",
        "Siap dipakai",
        "jalur tersendiri",
        "Esai",
    ):
        assert words in shown, words
    assert "Anda tidak menjawab" not in shown


def test_the_score_waits_for_a_marker_and_everything_follows_it(
    app: Flask, cast: Cast, publish: Publish
) -> None:
    rani, wati = enrolled(app, cast, publish), Marker(app.test_client(), cast.wati)
    heard: list[Decimal | None] = []

    def hear(marked: object) -> None:
        heard.append(marked.score)  # type: ignore[attr-defined]

    with attempt_marked.connected_to(hear):
        begun = sit(rani)
        result = f"/attempts/{begun}/result"
        assert attempt(begun).submitted_at
        assert attempt(begun).score is None
        assert "menunggu penilaian" in rani.browser.get(result).text
        assert "jalur tersendiri" in rani.browser.get(result).text
        assert "Menunggu penilaian" in rani.browser.get(QUIZ_URL).text
        assert "Jawaban esai Anda menunggu penilaian" in rani.browser.get("/").text
        assert "Menunggu penilaian" in rani.browser.get(f"/courses/{SLUG}").text
        assert rani.post(f"{QUIZ_URL}/attempts").status_code == 409
        assert not is_done(cast)
        assert not heard

        queue = wati.get("/marking").text
        assert "Rani Anggraini" in queue
        assert "Bagaimana Anda melayani" in queue
        refused = wati.mark(begun, 3, None, comment="Tambahkan angka.")
        assert refused.status_code == 422
        assert "Tambahkan angka." in refused.text
        assert wati.mark(begun, 3, 4, comment="Tambahkan angka.").status_code == 302
        assert heard == [Decimal("92.42")]  # (6 + 0.8333 × 5) of 11

    assert attempt(begun).points == Decimal("10.1665")
    assert attempt(begun).passed
    assert is_done(cast)
    assert db.session.scalar(select(func.count()).select_from(Evidence)) == 1
    shown = rani.browser.get(result).text
    assert "Tambahkan angka." in shown
    assert "Nilai 92,42" in shown
    assert "Siap dipakai" in shown
    assert "Tidak ada yang menunggu Anda" in wati.get("/marking").text


@SQLITE
def test_what_was_not_written_needs_no_marker(app: Flask, cast: Cast, publish: Publish) -> None:
    rani = enrolled(app, cast, publish)
    begun = sit(rani, "  \n ")
    assert attempt(begun).score == Decimal("54.55")
    assert "Anda tidak menjawab soal ini." in rani.browser.get(f"/attempts/{begun}/result").text


@SQLITE
def test_practice_is_done_once_it_is_handed_in(app: Flask, cast: Cast, publish: Publish) -> None:
    sit(enrolled(app, cast, publish, purpose="practice"))
    assert is_done(cast)


@SQLITE
def test_a_quiz_of_essays_alone_counts_what_was_written_and_nothing_right(
    app: Flask, cast: Cast, publish: Publish
) -> None:
    head, _, _ = quiz_with_essay(purpose="practice").partition("\n## ")
    publish(**{"02-kuis.quiz.md": f"{head}\n{ESSAY}"})
    rani = Sitter(app.test_client(), cast.rani)
    rani.enrol()
    begun = rani.start()
    rani.put(begun, 1, TEXT)
    rani.submit(begun)
    Marker(app.test_client(), cast.wati).mark(begun, 3, 4)
    shown = rani.browser.get(f"/attempts/{begun}/result").text
    assert "Anda menulis 1 jawaban dalam 1 menit." in shown
    assert "Benar</th>" not in shown


@SQLITE
def test_only_an_essay_may_be_long_and_its_text_is_kept(
    app: Flask, cast: Cast, publish: Publish
) -> None:
    rani = enrolled(app, cast, publish)
    begun = rani.start()
    place, short = essay_place(begun), place_of(begun, "uji-004")
    text = "“é” \U0001f600\n" + "a" * 19_000
    assert rani.put(begun, place, text).status_code == 200
    assert rani.put(begun, place, "a" * 20_001).status_code == 422
    assert rani.put(begun, short, "a" * 2001).status_code == 422
    page = rani.browser.get(f"/attempts/{begun}/questions/{place}").text
    assert text in page
    assert "Tulis 5 sampai 300 kata." in page
    assert "Yang dinilai penilai" in page
    assert "<li>Menulis dengan jelas</li>" in page
    assert "Siap dipakai" not in page, "a level would give away what a good answer says"
    url = f"/attempts/{begun}/answers/{place}"
    rani.post(url, answer="baris satu\r\nbaris dua", to="next", was="")
    assert "baris satu\nbaris dua" in rani.browser.get(url.replace("answers", "questions")).text


@SQLITE
def test_only_trainers_of_the_course_mark_and_never_themselves(
    app: Flask, cast: Cast, publish: Publish
) -> None:
    rani = enrolled(app, cast, publish)
    begun = sit(rani)
    with transaction():
        for who, role, agency in (
            ("nurul", Role.PROGRAMME_OFFICER, cast.province),
            ("lestari", Role.TRAINER, cast.city),
            ("rani", Role.TRAINER, cast.province),
        ):
            person = db.session.get_one(Person, cast.people[who].id)
            identity.give_grant(person, role, agency, since=SINCE)
    hendra, nurul, lestari, self_ = (
        Marker(app.test_client(), cast.people[name])
        for name in ("hendra", "nurul", "lestari", "rani")
    )
    address = hendra.address(begun)
    assert hendra.get("/marking").status_code == 403
    assert nurul.get("/marking").status_code == 200
    assert "Tidak ada yang menunggu Anda" in self_.get("/marking").text
    assert "Rani" not in lestari.get("/marking").text
    for who, status in ((hendra, 404), (nurul, 404), (lestari, 404), (self_, 403)):
        assert who.get(address).status_code == status
        given = {"key": "k", "rubric-0": "4", "rubric-1": "4"}
        assert who.post(address, **given).status_code == status
    assert attempt_now(begun).score is None


@SQLITE
def test_a_second_click_changes_nothing_and_what_is_out_stays(
    app: Flask, cast: Cast, publish: Publish
) -> None:
    rani, wati = enrolled(app, cast, publish), Marker(app.test_client(), cast.wati)
    begun = sit(rani)
    once = {"key": "satu", "rubric-0": "4", "rubric-1": "4"}
    address = wati.address(begun)
    assert wati.post(address, **once).status_code == 302
    assert wati.post(address, **once).status_code == 302
    assert wati.post(address, **(once | {"key": "dua"})).status_code == 409
    assert wati.post(address, **(once | {"key": ""})).status_code == 422
    assert db.session.scalar(select(func.count()).select_from(Rating)) == 1
    assert attempt_now(begun).score == Decimal(100)

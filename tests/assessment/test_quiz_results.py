"""The result: what was reached, what it rests on, and no more than the quiz lets be told."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from courses import SLUG
from lms.assessment import queries
from lms.assessment.queries import Sitting, result_shown
from lms.foundation import clock
from lms.foundation.database import db, transaction
from lms.learning.models import Run
from quizzes import QUIZ_URL, Sitter, as_shown, drawn_of, place_of, quiz_with

Publish = Callable[..., str]
TOLD = ("Jawaban benar", "Bukan itu.", "UU 25/2009.")
pytestmark = pytest.mark.parametrize("engine_url", ["sqlite"], indirect=True)


def sat(sitter: Sitter, *right: str, minutes: int = 4) -> str:
    """Sit the quiz, get some questions right and the first one wrong; answers the result's page."""
    moment = clock.now()
    with clock.at(moment):
        begun = sitter.start()
        if right:
            sitter.answer_right(begun, *right)
        if "uji-001" not in right:
            place = place_of(begun, "uji-001")
            sitter.put(begun, place, as_shown(drawn_of(begun)[place - 1], ["Atasan"]))
    with clock.at(moment + timedelta(minutes=minutes)):
        url = sitter.submit(begun).location
    assert isinstance(url, str)
    return url


def test_it_says_what_was_reached_and_what_now(rani: Sitter) -> None:
    page = rani.browser.get(sat(rani, "uji-002", "uji-003")).text
    words = " ".join(page.split())
    assert "<h1>Nilai 50</h1>" in words
    assert "Belum lulus" in words
    assert "Batas lulus 70. Anda menjawab benar 2 dari 5 soal dalam 4 menit." in words
    assert "M.5 Pelayanan Publik" in words
    assert "3 dari 6" in words
    assert "Ini bukti belajar, bukan penilaian kompetensi resmi." in words
    assert "Coba lagi" in words
    assert "<dt>Poin</dt><dd>3 dari 6</dd>" in words.replace("> <", "><"), (
        "what the score is made of"
    )


def test_the_course_tells_the_same_score_as_the_result(rani: Sitter) -> None:
    heading = re.search(r"<h1>(Nilai [\d,]+)</h1>", rani.browser.get(sat(rani, "uji-001")).text)
    assert heading
    assert "," in heading[1], "a score with a fraction"
    assert f"<span>{heading[1]}</span>" in rani.browser.get(f"/courses/{SLUG}").text


def test_who_had_passed_before_is_told_that_it_stays(rani: Sitter) -> None:
    stays = "Kuis ini sudah pernah Anda lulusi, dan kelulusan itu tetap berlaku."
    assert stays not in rani.browser.get(sat(rani, "uji-002")).text
    passed = rani.browser.get(sat(rani, "uji-001", "uji-002", "uji-003", "uji-004", "uji-005"))
    assert stays not in passed.text
    assert stays in rani.browser.get(sat(rani, "uji-002")).text


def test_who_passed_is_led_on(rani: Sitter) -> None:
    page = rani.browser.get(sat(rani, "uji-001", "uji-002", "uji-003", "uji-004", "uji-005")).text
    assert "Lanjutkan: Studi kasus" in page
    assert "2, tidak perlu dipakai" in page
    assert "Coba lagi" not in page
    quiz = rani.browser.get(QUIZ_URL).text
    assert quiz.index("Lanjutkan: Studi kasus") < quiz.index("Mulai lagi")
    assert '<button class="button button-quiet">Mulai lagi' in quiz, "nobody has to"


def test_after_handing_in_every_option_tells_why(rani: Sitter) -> None:
    page = rani.browser.get(sat(rani)).text
    assert all(told in page for told in TOLD)
    assert "Pilihan Anda, keliru" in page
    assert "Anda tidak menjawab soal ini." in page
    assert "NIP atau N.I.P" in page


def test_an_accepted_number_is_told_as_it_was_written(rani: Sitter, publish: Publish) -> None:
    large = quiz_with().replace("- [x] 18 ± 0", "- [x] 1234567,5 ± 0,25")
    publish(**{"02-kuis.quiz.md": large})
    assert "1234567,5 ± 0,25" in rani.browser.get(sat(rani)).text


def test_until_it_closes_nothing_is_told(rani: Sitter, publish: Publish) -> None:
    publish(**{"02-kuis.quiz.md": quiz_with(feedback="after_close", attempts=2)})
    url = sat(rani)
    page = rani.browser.get(url).text
    assert not any(told in page for told in (*TOLD, "keliru", "NIP atau"))
    assert "Pilihan Anda" in page
    assert "Pembahasan terbuka setelah kesempatan Anda habis" in page
    sat(rani)
    page = rani.browser.get(url).text
    assert all(told in page for told in TOLD)


def test_it_closes_with_the_run(rani: Sitter, publish: Publish) -> None:
    publish(**{"02-kuis.quiz.md": quiz_with(feedback="after_close", attempts=None)})
    url = sat(rani)
    assert TOLD[0] not in rani.browser.get(url).text
    with transaction():
        db.session.query(Run).update({"closes_on": clock.today()})
    assert TOLD[0] in rani.browser.get(url).text


def test_the_gain_over_the_pretest_is_shown(rani: Sitter, publish: Publish) -> None:
    pretest = quiz_with(purpose="pretest").replace("uji-", "pra-").replace("Kuis akhir", "Pre-test")
    lesson = "---\ntitle: Warga\nminutes: 1\n---\nBacaan saja.\n"
    files = {"00-pra.quiz.md": pretest, "01-bacaan.md": lesson}
    publish(**files)
    begun = rani.start(url=f"/courses/{SLUG}/pra")
    rani.submit(begun)
    assert "naik" not in rani.browser.get(f"/attempts/{begun}/result").text
    page = rani.browser.get(sat(rani, "uji-001", "uji-002")).text
    assert "Nilai 50, naik 50 dari pre-test" in page
    assert "<dt>Selisih dari pre-test</dt><dd>+50</dd>" in page
    publish(**files, **{"02-kuis.quiz.md": quiz_with(purpose="practice")})
    assert "naik" not in rani.browser.get(sat(rani, "uji-001", "uji-002")).text


def test_earlier_attempts_stay_to_be_read(rani: Sitter) -> None:
    first, second = sat(rani), sat(rani, "uji-002")
    page = rani.browser.get(QUIZ_URL).text
    assert f'href="{first}"' in page
    assert f'href="{second}"' in page
    assert "Nilai terbaik" in rani.browser.get(first).text


def test_a_result_that_is_not_there_yet_leads_back(rani: Sitter) -> None:
    begun = rani.start()
    assert rani.browser.get(f"/attempts/{begun}/result").location == f"/attempts/{begun}"


def test_an_upper_room_may_add_to_it(rani: Sitter) -> None:
    url = sat(rani)
    asked: list[UUID] = []

    def add(sitting: Sitting) -> tuple[str, dict[str, Any]]:
        asked.append(sitting.id)
        return "components/empty.html", {}

    with result_shown.connected_to(add):
        assert rani.browser.get(url).status_code == 200
    assert [str(each) for each in asked] == [url.split("/")[2]]


def test_points_are_told_by_competency(rani: Sitter, publish: Publish) -> None:
    mixed = quiz_with().replace(
        "uji-002 type=multiple competency=M.5", "uji-002 type=multiple competency=M.3"
    )
    publish(**{"02-kuis.quiz.md": mixed})
    marks = queries.marks(UUID(sat(rani, "uji-002", "uji-003").split("/")[2]))
    assert [(g.competency, g.points, g.most, g.right) for g in queries.by_competency(marks)] == [
        ("M.3", 2, 2, 1),
        ("M.5", 1, 4, 1),
    ]

"""Answering a survey: one page, sent once, changed for a fortnight, never lost when refused."""

from datetime import timedelta
from pathlib import Path
from threading import Barrier, Thread

import pytest
from flask import Flask

from cast import Cast
from courses import SLUG, publish_course
from essays import Reader
from lms.evaluation.queries import answers_of
from lms.foundation import clock
from lms.learning.queries import visit
from pages import faults
from surveys import FILE, MODULE, OPTIONAL, SURVEY, URL, Answerer, replies

SQLITE = pytest.mark.parametrize("engine_url", ["sqlite"], indirect=True)


def the_answers() -> dict[str, int | str]:
    (reply,) = replies()
    return answers_of(reply.id)


def test_the_page_asks_and_says_who_reads_it(rani: Answerer) -> None:
    page = rani.get(URL).text
    assert faults(page) == []
    assert page.count('type="radio" id="q-ub-dekat-') == 5
    assert "Jauh sekali" in page
    assert "Tulis beberapa <strong>kalimat</strong>" in page
    assert "Nama, NIP, dan unit Anda tidak ditampilkan" in page
    assert "paling sedikit dari 5 orang" in page
    assert "Tidak menjawab" in page


def test_answers_are_sent_and_the_module_is_done(rani: Answerer, cast: Cast) -> None:
    assert rani.answer(4, 2, "Contohnya kurang.\r\nSekali.").status_code == 302
    assert the_answers() == {"ub-dekat": 4, "ub-tempat": 2, "ub-teks": "Contohnya kurang.\nSekali."}
    (reply,) = replies()
    assert (reply.person_id, reply.agency_id) == (cast.rani.id, cast.province)
    assert visit(SLUG, cast.rani.id).is_done(MODULE)
    page = rani.get(URL).text
    assert "Terima kasih. Jawaban Anda terkirim." in page
    assert 'id="q-ub-dekat-4" name="q-ub-dekat" value="4" checked' in page
    assert "Contohnya kurang.\nSekali.</textarea>" in page


def test_a_survey_that_is_not_required_leaves_completion_alone(rani: Answerer, cast: Cast) -> None:
    rani.answer()
    found = visit(SLUG, cast.rani.id)
    assert (found.done, found.total) == (0, 3)


def test_what_may_be_left_out_may_be_left_out(rani: Answerer) -> None:
    assert rani.answer(1).status_code == 302
    assert the_answers() == {"ub-dekat": 1}


@pytest.mark.parametrize(
    ("near", "where", "sentence"),
    [
        ("", "", "Pilih satu jawaban."),
        ("6", "", "Pilihan ini tidak dikenal."),
        ("４", "", "Pilihan ini tidak dikenal."),  # noqa: RUF001  a wide figure is meant
        ("4", "3", "Pilihan ini tidak dikenal."),
    ],
)
def test_a_refused_form_keeps_what_was_typed(
    rani: Answerer, near: str, where: str, sentence: str
) -> None:
    refused = rani.answer(near, where, "Tulisan panjang yang tidak boleh hilang")
    assert refused.status_code == 422
    assert sentence in refused.text
    assert "Tulisan panjang yang tidak boleh hilang</textarea>" in refused.text
    assert faults(refused.text) == []
    assert not replies()


def test_a_text_that_is_too_long_is_refused_and_kept(rani: Answerer) -> None:
    refused = rani.answer(4, "", "panjang " * 501)
    assert refused.status_code == 422
    assert "Paling panjang 4000 huruf" in refused.text
    assert "panjang " * 500 in refused.text


def test_the_same_answers_sent_twice_are_one_reply(rani: Answerer) -> None:
    for _ in range(2):
        assert rani.answer(3, "", "Sama").status_code == 302
    (reply,) = replies()
    assert reply.changed_at is None


def test_answers_may_be_changed_for_fourteen_days_and_then_stay(rani: Answerer) -> None:
    begun = clock.now() - timedelta(days=14)
    with clock.at(begun):
        rani.answer(2, 1, "Dulu")
    with clock.at(begun + timedelta(days=14, seconds=-1)):
        assert rani.answer(5).status_code == 302
    assert the_answers() == {"ub-dekat": 5}
    late = rani.answer(1, "", "Terlambat, tetapi panjang")
    assert late.status_code == 409
    assert "tidak dapat diubah lagi" in late.text
    assert "Terlambat, tetapi panjang" in late.text  # given back, to be copied
    assert the_answers() == {"ub-dekat": 5}
    assert rani.answer(5).status_code == 302, "the same again changes nothing"
    page = rani.get(URL).text
    assert faults(page) == []
    assert 'type="radio"' not in page
    assert "5 Dekat sekali" in page


@pytest.mark.parametrize("engine_url", ["postgresql"], indirect=True)
def test_two_clicks_at_the_same_moment_are_one_reply(app: Flask, rani: Answerer) -> None:
    barrier, codes = Barrier(4), []

    def click(window: Answerer) -> None:
        with app.app_context():
            barrier.wait(10)
            codes.append(window.answer(4, "", "Sekali").status_code)

    windows = [Answerer(app.test_client(), rani.someone) for _ in range(4)]
    threads = [Thread(target=click, args=[window]) for window in windows]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert codes == [302] * 4
    assert len(replies()) == 1


@SQLITE
def test_only_who_is_enrolled_may_answer(app: Flask, cast: Cast, course: str) -> None:
    stranger = Answerer(app.test_client(), cast.dedi)
    refused = stranger.answer(4, "", "Belum terdaftar")
    assert refused.status_code == 403
    assert "Daftar dulu" in refused.text
    assert Answerer(app.test_client(), cast.lestari).answer().status_code == 404
    rani = Answerer(app.test_client(), cast.rani).enrol()
    rani.post(f"/courses/{SLUG}/withdrawal")
    assert rani.answer().status_code == 403
    assert not replies()


@SQLITE
def test_a_lesson_takes_no_reply(rani: Answerer) -> None:
    assert rani.post(f"/courses/{SLUG}/bacaan/reply").status_code == 404


@SQLITE
def test_a_reply_follows_its_survey_to_a_new_name(
    rani: Answerer, wati: Reader, cast: Cast, tmp_path: Path
) -> None:
    rani.answer(3)
    renamed = SURVEY.replace("summary:", f"was: {MODULE}\nsummary:")
    files = {FILE: None, "05-suara.survey.md": renamed, "course.md": OPTIONAL}
    publish_course(tmp_path / "content", cast.province, **files)
    (reply,) = replies()
    assert reply.module_slug == "suara"
    assert rani.answer(5).status_code == 302, "a page that was open when the name changed"
    assert the_answers() == {"ub-dekat": 5}
    moved = wati.get(f"/evaluation/{SLUG}/{MODULE}")
    assert (moved.status_code, moved.location) == (301, f"/evaluation/{SLUG}/suara")

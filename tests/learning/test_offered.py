"""Links, files and videos as Rani meets them: what she is told, what she takes, when it is done."""

from datetime import timedelta
from pathlib import Path

import pytest
from flask import Flask

from cast import Cast
from essays import Reader
from lms.foundation import clock
from lms.learning.queries import visit
from offers import ADDRESS, FILM, SLUG, URL, publish_offers, sheet


@pytest.fixture
def rani(app: Flask, cast: Cast, tmp_path: Path) -> Reader:
    publish_offers(tmp_path / "content", cast.province)
    reader = Reader(app.test_client(), cast.rani)
    reader.post(f"{URL}/enrolment")
    return reader


def done(rani: Reader, slug: str) -> bool:
    return visit(SLUG, rani.someone.id).is_done(slug)


def test_a_link_names_its_host_and_is_done_when_its_reader_says_so(rani: Reader) -> None:
    page = rani.get(f"{URL}/jdih").text
    assert f'href="{ADDRESS}"' in page
    assert 'rel="noopener noreferrer"' in page
    assert 'target="_blank"' in page
    assert "Buka jdih.jambiprov.go.id di tab baru" in page
    assert "Belum ditandai" in rani.get(URL).text
    assert not done(rani, "jdih")
    answer = rani.post(f"{URL}/jdih/confirmation")
    assert answer.location == f"{URL}/lembar"
    assert done(rani, "jdih")
    assert "Saya sudah ke sana" not in rani.get(f"{URL}/jdih").text
    assert rani.post(f"{URL}/jdih/confirmation").status_code == 302  # a second click


def test_a_file_is_handed_over_and_never_shown(rani: Reader) -> None:
    assert "Unduh XLSX (1 KB)" in rani.get(f"{URL}/lembar").text
    answer = rani.get(f"{URL}/lembar/download")
    assert answer.data == sheet()
    assert answer.headers["Content-Disposition"] == "attachment; filename=lembar.xlsx"
    assert "sandbox" in answer.headers["Content-Security-Policy"]
    assert not done(rani, "lembar")
    rani.post(f"{URL}/lembar/confirmation")
    assert done(rani, "lembar")


@pytest.mark.parametrize("engine_url", ["sqlite"], indirect=True)
def test_a_video_is_told_before_it_is_loaded_and_played_by_its_page_alone(rani: Reader) -> None:
    page = rani.get(f"{URL}/loket")
    for words in ('preload="none"', "3 menit", "10 KB", 'kind="captions"', "selamat pagi."):
        assert words in page.text, words
    assert page.headers["Content-Security-Policy"].endswith("media-src 'self'")
    assert "media-src" not in rani.get(f"{URL}/jdih").headers["Content-Security-Policy"]
    film = page.text.split('<source src="')[1].split('"')[0]
    with rani.browser.get(film, headers={"Range": "bytes=100-199"}) as part:
        assert (part.status_code, part.data) == (206, FILM[100:200])
    assert part.headers["Content-Range"] == f"bytes 100-199/{len(FILM)}"
    assert part.headers["Content-Type"] == "video/mp4"
    assert part.headers["Content-Disposition"] == "inline; filename=loket.mp4"
    assert "immutable" in part.headers["Cache-Control"]
    with rani.get(film) as whole:
        assert whole.data == FILM
    beyond = rani.browser.get(film, headers={"Range": "bytes=999999-"})
    assert beyond.status_code == 416


def test_a_video_asks_for_a_third_of_its_time(rani: Reader) -> None:
    rani.get(f"{URL}/loket")
    early = rani.post(f"{URL}/loket/confirmation")
    assert early.status_code == 409
    assert 'role="alert"' in early.text
    assert not done(rani, "loket")
    with clock.at(clock.now() + timedelta(seconds=61)):
        assert rani.post(f"{URL}/loket/confirmation").status_code == 302
    assert done(rani, "loket")


@pytest.mark.parametrize("engine_url", ["sqlite"], indirect=True)
def test_what_is_offered_is_for_those_who_are_in_the_course(
    rani: Reader, app: Flask, cast: Cast
) -> None:
    dedi = Reader(app.test_client(), cast.dedi)
    assert dedi.get(f"{URL}/lembar/download").status_code == 403
    assert dedi.post(f"{URL}/jdih/confirmation").status_code == 403
    lestari = Reader(app.test_client(), cast.lestari)  # of another agency
    assert lestari.get(f"{URL}/lembar/download").status_code == 404
    assert lestari.post(f"{URL}/jdih/confirmation").status_code == 404
    assert rani.get(f"{URL}/jdih/download").status_code == 404
    assert rani.post(f"{URL}/bacaan/confirmation").status_code == 404

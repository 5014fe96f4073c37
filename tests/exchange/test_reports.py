"""What a report keeps: reasons that speak the reader's language, and files for a while only."""

import json
from datetime import timedelta
from io import BytesIO
from pathlib import Path

import pytest
from flask import Flask
from hypothesis import given
from hypothesis import strategies as st

from cast import Cast
from essays import Reader
from lms.exchange.folder import content_of, put, sweep
from lms.exchange.models import ImportState, QuestionImport
from lms.exchange.report import Line
from lms.foundation import clock
from lms.foundation.database import db, transaction
from lms.foundation.files import store
from lms.foundation.jobs import work_once
from lms.foundation.language import Sentence, as_kept, joined, say, to_keep, translator

SOAL = """\
::loket-1::Siapa yang dilayani? {=Warga #Benar. ~Tidak ada #Keliru.}

::loket-2::Berapa hari? {#3:1}

Rusak? {=a
"""
ONE_ENGINE = pytest.mark.parametrize("engine_url", ["sqlite"], indirect=True)
MONTH = timedelta(days=31)


def brought(app: Flask, cast: Cast, text: str = SOAL) -> tuple[Reader, str, QuestionImport]:
    wati = Reader(app.test_client(), cast.wati)
    sent = {"file": (BytesIO(text.encode()), "soal.txt"), "topic": "loket", "title": "Loket"}
    page = wati.post("/bank/import", **sent, format="", level="").headers["Location"]
    assert work_once()
    found = db.session.get_one(QuestionImport, int(page.rsplit("/", 1)[1]))
    return wati, page, found


@ONE_ENGINE
def test_a_report_speaks_the_language_of_whoever_reads_it(app: Flask, cast: Cast) -> None:
    wati, page, found = brought(app, cast)
    assert "tidak ditutup" in wati.get(page).text
    assert "baris 5" in wati.get(page).text
    wati.post("/language", language="en")
    english = wati.get(page).text
    assert "line 5" in english
    assert "is not closed" in english
    assert "tidak ditutup" not in english
    assert "is not closed" in wati.get(f"{page}/report").text
    assert "gift" not in english.split("<main")[1].lower(), "a form is no type of a question"
    old = [{"source": "baris 1", "type": "gift", "status": "skipped", "reason": "Dahulu begini."}]
    with transaction():
        kept = db.session.get_one(QuestionImport, found.id)
        kept.report_digest = store().put(json.dumps(old).encode())
    assert "Dahulu begini." in wati.get(page).text


@ONE_ENGINE
def test_a_file_that_is_refused_says_why_in_the_readers_language(app: Flask, cast: Cast) -> None:
    wati, page, found = brought(app, cast, "<!DOCTYPE quiz []>\n<quiz><question></question></quiz>")
    assert found.state == ImportState.REFUSED
    here = wati.get(page).text.split("Berkas ini tidak diimpor")[1].split("</p>")[0]
    wati.post("/language", language="en")
    there = wati.get(page).text.split("This file was not imported")[1].split("</p>")[0]
    assert here != there
    with transaction():
        db.session.get_one(QuestionImport, found.id).fault = "Dahulu begini."
    assert "Dahulu begini." in wati.get(page).text


def test_files_go_a_month_after_the_end_and_the_counts_stay(app: Flask, cast: Cast) -> None:
    wati, page, found = brought(app, cast)
    digests = (found.file_digest, found.report_digest)
    later = clock.now() + MONTH
    with transaction():
        sweep()
    assert wati.get(f"{page}/report").status_code == 200, "it has only just ended"
    with clock.at(later), transaction():
        sweep()
    assert wati.get(f"{page}/report").status_code == 410
    assert wati.post(f"{page}/keeping").status_code == 409, "its questions are not to be had"
    shown = wati.get(page).text
    assert "sudah dihapus" in shown
    assert "30 hari" in shown
    assert "2 soal baru" in shown
    assert all(Path(store().path(it)).exists() for it in digests), "a backup may be under way"
    with clock.at(later + timedelta(days=2)), transaction():
        sweep()
    assert not any(Path(store().path(it)).exists() for it in digests)
    assert "2 soal baru" in wati.get(page).text


@ONE_ENGINE
def test_only_what_is_an_imports_own_is_removed(app: Flask, cast: Cast) -> None:
    _, _, found = brought(app, cast)
    with transaction():  # as it was kept before files had a mark: somebody may hand it out
        shared = store().put(SOAL.encode())
        db.session.get_one(QuestionImport, found.id).file_digest = shared
    for days in (0, 2):
        with clock.at(clock.now() + MONTH + timedelta(days=days)), transaction():
            sweep()
    assert content_of(shared) == SOAL.encode()
    assert content_of(put(SOAL.encode())) == SOAL.encode()
    assert put(b"x") != put(b"x")


texts = st.text(max_size=20)
sentences = st.recursive(
    st.builds(lambda it: say("baris %(line)d", line=it), st.integers()),
    lambda inner: st.builds(lambda one, two: joined((one, two)), inner, texts),
)


@given(sentences | texts, sentences | texts)
def test_what_is_kept_comes_back_and_is_translated_when_it_is_read(
    source: Sentence | str, reason: Sentence | str
) -> None:
    line = Line(source, "single", "skipped", reason, again=True)
    back = Line.of(json.loads(json.dumps(line.kept())))
    assert (back.facts(), back.again) == (line.facts(), True)
    assert as_kept(to_keep(reason)) == reason
    token = translator.set(lambda text: text.replace("baris", "line"))
    try:
        assert str(back.source) == str(source)
    finally:
        translator.reset(token)

"""What a learner is told of a meeting, the place that they take, and the file for a calendar."""

from datetime import timedelta
from pathlib import Path

import pytest
from flask import Flask
from icalendar import Calendar

from cast import Cast
from lms.foundation import clock
from lms.foundation.database import db
from lms.sessions.models import Seat
from meetings import CLASS, COURSE_URL, ENDS, STARTS, URL, Comer, publish_meetings
from statements import statements

BEFORE = STARTS - timedelta(hours=1)
ONE_ENGINE = pytest.mark.parametrize("engine_url", ["sqlite"], indirect=True)


@ONE_ENGINE
def test_the_page_says_when_and_where_and_why_not_done(rani: Comer) -> None:
    with clock.at(BEFORE):
        rani.get(URL)
        with statements() as asked:
            page = rani.get(URL).text
        asked.at_most(6)
        assert "10 Desember 2026, 09.00–11.00 WIB" in page
        assert "Aula BPSDM" in page
        assert "2 dari 2" in page
        assert 'name="code"' not in page
        assert "Selama pertemuan, kode di layar" in page
        told = rani.get(COURSE_URL).text
        assert "Belum hadir" in told
        assert "<span>10 Des 2026, 09.00 WIB</span>" in told
        other = rani.get(f"{COURSE_URL}/tanya").text
    assert "11 Desember 2026, 08.00–09.30 WIB" in other  # written in another zone
    assert 'href="https://rapat.example.go.id/tanya"' in other
    with clock.at(STARTS):
        page = rani.get(URL).text
        assert 'name="code"' in page
        assert "Tempat tersisa" not in page
    with clock.at(ENDS):
        page = rani.get(URL).text
    assert "Sudah berlangsung; kehadiran Anda belum tercatat" in page
    assert 'name="code"' not in page


@ONE_ENGINE
def test_a_calendar_takes_the_meeting_along(rani: Comer, app: Flask, cast: Cast) -> None:
    answer = rani.get(f"{URL}/calendar")
    assert answer.headers["Content-Disposition"] == "attachment; filename=bertemu-kelas.ics"
    assert answer.content_type.startswith("text/calendar")
    (event,) = Calendar.from_ical(answer.data).walk("VEVENT")
    assert (event.decoded("dtstart"), event.decoded("dtend")) == (STARTS, ENDS)
    assert event["location"] == "Aula BPSDM"
    assert event["url"].endswith(URL)
    assert "Kelas tatap muka" in event["summary"]
    nurul = Comer(app.test_client(), cast.nurul)  # has not enrolled
    assert nurul.get(f"{URL}/calendar").status_code == 403
    lestari = Comer(app.test_client(), cast.lestari)  # of another agency
    assert lestari.get(f"{URL}/calendar").status_code == 404
    assert rani.get(f"{COURSE_URL}/bacaan/calendar").status_code == 404


def test_places_are_taken_until_none_is_left_and_given_back(
    rani: Comer, dedi: Comer, app: Flask, cast: Cast
) -> None:
    nurul = Comer(app.test_client(), cast.nurul)
    with clock.at(BEFORE):
        assert nurul.post(f"{URL}/place-taken").status_code == 403
        nurul.enrol()
        assert rani.post(f"{URL}/place-taken").status_code == 302
        assert rani.post(f"{URL}/place-taken").status_code == 302  # a double click
        assert dedi.post(f"{URL}/place-taken").status_code == 302
        full = nurul.post(f"{URL}/place-taken")
        assert full.status_code == 409
        assert "Semua tempat sudah terisi." in full.text
        assert "Lepaskan tempat" in rani.get(URL).text
        assert rani.post(f"{URL}/place-returned").status_code == 302
        assert nurul.post(f"{URL}/place-taken").status_code == 302
    with clock.at(STARTS):
        assert rani.post(f"{URL}/place-taken").status_code == 403
        assert dedi.post(f"{URL}/place-returned").status_code == 403
    assert dedi.post(f"{COURSE_URL}/tanya/place-taken").status_code == 403  # without limit


def test_places_follow_a_meeting_to_its_new_name(rani: Comer, cast: Cast, folder: Path) -> None:
    with clock.at(BEFORE):
        rani.post(f"{URL}/place-taken")
    renamed = CLASS.replace("held:", "was: kelas\nheld:")
    changed = {"02-kelas.session.md": None, "02-temu.session.md": renamed}
    publish_meetings(folder, cast.province, changed)
    assert db.session.get(Seat, (rani.enrolment_id, "temu"))
    with clock.at(BEFORE):
        assert "Lepaskan tempat" in rani.get(f"{COURSE_URL}/temu").text

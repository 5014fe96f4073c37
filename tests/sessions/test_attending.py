"""Saying that one is there: by scanning, by typing, once, and only while it lasts."""

import re
from datetime import datetime, timedelta
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from flask import Flask

from cast import Cast, sign_in
from lms.catalog import queries as catalog
from lms.foundation import clock
from lms.sessions import code
from lms.sessions.place import lock_of
from meetings import (
    ENDS,
    MODULE,
    ONLY_THE_CLASS,
    ROLL,
    SLUG,
    STARTS,
    URL,
    Comer,
    noted,
    publish_meetings,
)

DURING = STARTS + timedelta(minutes=5)
ONE_ENGINE = pytest.mark.parametrize("engine_url", ["sqlite"], indirect=True)


def on_the_wall(wati: Comer, moment: datetime) -> str:
    """The code that the screen shows."""
    with clock.at(moment):
        page = wati.get(f"{URL}/attendance/screen")
        assert page.status_code == 200
        found = re.search(r'wall-letters">([^<]+)<', page.text)
    assert found, page.text
    return found[1]


def test_a_code_that_is_typed_counts_once_and_makes_the_module_done(
    rani: Comer, wati: Comer
) -> None:
    shown = on_the_wall(wati, DURING)
    with clock.at(DURING + timedelta(seconds=20)):
        assert rani.type(shown.lower()).status_code == 302
        assert rani.type(shown).status_code == 302
        assert "sudah tercatat sebelumnya" in rani.get(URL).text
    assert noted() == [(True, "code")]
    assert rani.is_done


@ONE_ENGINE
def test_whoever_has_done_all_by_coming_is_told_that_the_course_is_completed(
    rani: Comer, wati: Comer, cast: Cast, folder: Path
) -> None:
    publish_meetings(folder, cast.province, ONLY_THE_CLASS)
    shown = on_the_wall(wati, DURING)
    with clock.at(DURING):
        rani.type(shown)
        assert "Kehadiran Anda tercatat, dan kursus ini selesai." in rani.get(URL).text


@ONE_ENGINE
def test_a_code_runs_out_and_holds_for_its_meeting_and_hours_alone(
    rani: Comer, wati: Comer, app: Flask, cast: Cast
) -> None:
    shown = on_the_wall(wati, DURING)
    with clock.at(DURING + timedelta(seconds=66)):
        late = rani.type(shown)
        assert late.status_code == 409
        assert "Kode ini sudah berganti." in late.text
        assert f'value="{shown}"' in late.text  # nothing is lost
        assert rani.type("").status_code == 409
    lock = lock_of(catalog.course(SLUG).id, MODULE)
    for moment in (STARTS - timedelta(seconds=1), ENDS):
        with clock.at(moment):
            assert rani.type(code.code_at(lock, moment)).status_code == 403
    with clock.at(DURING):
        nurul = Comer(app.test_client(), cast.nurul)  # has not enrolled
        assert nurul.type(shown).status_code == 403
        lestari = Comer(app.test_client(), cast.lestari)
        assert lestari.type(shown).status_code == 404
    assert noted() == []


@ONE_ENGINE
def test_who_scans_signs_in_at_leisure_and_passes_nothing_on(
    rani: Comer, wati: Comer, app: Flask, cast: Cast
) -> None:
    shown = on_the_wall(wati, DURING).replace(" ", "")
    address = f"{URL}/attendance?code={shown}"
    phone = app.test_client()  # nobody is signed in on it
    with clock.at(DURING + timedelta(seconds=10)):
        scanned = phone.get(address)
        assert scanned.location == f"{URL}/attendance"
        asked = phone.get(scanned.location)
        assert urlsplit(asked.location).path == "/sign-in"
        assert "code" not in asked.location
    with clock.at(DURING + timedelta(minutes=3)):
        sign_in(phone, cast.rani)
        page = phone.get(f"{URL}/attendance")
        assert "Saya hadir" in page.text
        assert noted() == []  # an address that is opened changes nothing
        token = page.text.split('name="csrf_token" value="')[1].split('"')[0]
        assert phone.post(f"{URL}/attendance", data={"csrf_token": token}).status_code == 302
        assert noted() == [(True, "code")]
        forwarded = app.test_client()
        forwarded.get(address)
        sign_in(forwarded, cast.rani)
        assert forwarded.get(f"{URL}/attendance").status_code == 409


@ONE_ENGINE
def test_the_screen_shows_a_code_in_its_hours_and_turns_by_itself(rani: Comer, wati: Comer) -> None:
    with clock.at(STARTS - timedelta(hours=1)):
        page = wati.get(f"{URL}/attendance/screen")
    assert "wall-letters" not in page.text
    assert page.headers["Refresh"] == "60"
    with clock.at(DURING):
        page = wati.get(f"{URL}/attendance/screen")
        assert page.headers["Refresh"] == str(code.seconds_left(DURING))
        assert 'role="img"' in page.text
        assert "style=" not in page.text
        wati.say(rani, "present")
        assert "1 orang tercatat hadir" in wati.get(f"{URL}/attendance/screen").text
        assert rani.get(f"{URL}/attendance/screen").status_code == 403
        assert rani.get(ROLL).status_code == 403


def test_strangers_are_not_told_which_courses_there_are(app: Flask, cast: Cast) -> None:
    stranger = app.test_client()
    for slug in ("tidak-ada", "melayani-lewat-layar"):
        assert stranger.get(f"/courses/{slug}/temu/attendance?code=ABCD").status_code == 302

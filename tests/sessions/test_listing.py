"""The list of a meeting: marked and taken back, only by who leads the course, and kept for ever."""

import csv
from datetime import timedelta
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import delete, select, update
from sqlalchemy.exc import DatabaseError

from cast import Cast
from lms.foundation import clock
from lms.foundation.audit import AuditEntry
from lms.foundation.database import db, transaction
from lms.learning.models import EnrolmentState
from lms.learning.queries import enrolment
from lms.sessions.models import Attendance
from meetings import (
    CLASS,
    COURSE_URL,
    ONLY_THE_CLASS,
    ROLL,
    STARTS,
    URL,
    Comer,
    noted,
    publish_meetings,
)
from statements import statements

DURING = STARTS + timedelta(minutes=5)
ONE_ENGINE = pytest.mark.parametrize("engine_url", ["sqlite"], indirect=True)


def test_what_is_said_can_be_taken_back_and_nothing_of_it_is_lost(rani: Comer, wati: Comer) -> None:
    with clock.at(DURING):
        back = wati.say(rani, "present")
        assert back.location == f"{ROLL}#peserta-{rani.enrolment_id}"
        wati.say(rani, "present")  # a double click
        assert rani.is_done
        assert "Daftar hadir" in rani.get(URL).text
        wati.say(rani, "unknown")
        assert not rani.is_done
        assert "Belum hadir" in rani.get(COURSE_URL).text
        wati.say(rani, "absent")
        assert "Tidak hadir" in rani.get(URL).text
        assert wati.say(rani, "perhaps").status_code == 422
    assert noted() == [(True, "list"), (None, "list"), (False, "list")]
    for change in (update(Attendance).values(present=True), delete(Attendance)):
        with pytest.raises(DatabaseError, match="never rewritten"), transaction():
            db.session.execute(change)


def test_presence_in_a_course_that_is_in_the_register_stays(
    rani: Comer, wati: Comer, cast: Cast, folder: Path
) -> None:
    publish_meetings(folder, cast.province, ONLY_THE_CLASS)
    with clock.at(DURING):
        wati.say(rani, "present")
        assert enrolment(rani.enrolment_id).state == EnrolmentState.COMPLETED
        refused = wati.say(rani, "unknown")
        assert refused.status_code == 409
        assert "koreksi register" in refused.text
    assert noted() == [(True, "list")]


@ONE_ENGINE
def test_the_list_is_of_those_who_lead_the_course(
    rani: Comer, wati: Comer, app: Flask, cast: Cast
) -> None:
    with clock.at(DURING - timedelta(hours=1)):
        assert wati.say(rani, "present").status_code == 409  # nobody was at what has not begun
    with clock.at(DURING):
        murni = Comer(app.test_client(), cast.murni)  # of another agency
        for who, status in ((rani, 403), (murni, 404)):
            assert who.say(rani, "present").status_code == status
            for name in ("list", "export", "screen"):
                assert who.get(f"{URL}/attendance/{name}").status_code == status
        assert rani.get("/meetings").status_code == 403
        wati.enrol()
        assert wati.say(wati, "present").status_code == 403
        assert wati.post(f"{ROLL}/999999", said="present").status_code == 404
    assert noted() == []


@ONE_ENGINE
def test_the_list_finds_people_and_goes_out_as_a_file(
    rani: Comer, dedi: Comer, wati: Comer
) -> None:
    with clock.at(STARTS - timedelta(hours=1)):
        dedi.post(f"{URL}/place-taken")
    with clock.at(DURING):
        wati.say(rani, "present")
        with statements() as asked:
            page = wati.get(ROLL).text
        asked.at_most(12)
        assert page.index(dedi.someone.name) < page.index(rani.someone.name)
        assert rani.someone.nip not in page
        assert "Mempunyai tempat" in page
        found = wati.get(f"{ROLL}?q={rani.someone.name.split()[0]}").text
        assert dedi.someone.name not in found
        assert "Kelas tatap muka" in wati.get("/meetings").text
        answer = wati.get(f"{URL}/attendance/export")
    assert answer.headers["Content-Disposition"].startswith("attachment; filename=hadir-bertemu")
    lines = {line["name"]: line for line in csv.DictReader(answer.text.splitlines())}
    assert lines[rani.someone.name]["present"] == "1"
    assert lines[rani.someone.name]["noted_at"] == "2026-12-10T09:05+07:00"
    assert lines[rani.someone.name]["nip"] == rani.someone.nip
    assert lines[dedi.someone.name]["present"] == ""
    assert lines[dedi.someone.name]["place_taken_at"] == "2026-12-10T08:00+07:00"
    noted_exports = select(AuditEntry.subject_id).where(AuditEntry.subject_kind == "attendance")
    assert db.session.scalars(noted_exports).all() == ["bertemu/kelas"]


def test_attendance_is_found_under_every_name_of_its_meeting(
    rani: Comer, wati: Comer, cast: Cast, folder: Path
) -> None:
    with clock.at(DURING):
        wati.say(rani, "present")
        renamed = CLASS.replace("held:", "was: kelas\nheld:")
        changed = {"02-kelas.session.md": None, "02-temu.session.md": renamed}
        publish_meetings(folder, cast.province, changed)
        assert "tercatat hadir" in wati.get(f"{COURSE_URL}/temu/attendance/list").text
        assert "Tercatat 10 Des 2026" in rani.get(f"{COURSE_URL}/temu").text

"""Courses by result, months and deadlines, each with its people, for whoever may list them."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from html import unescape
from re import sub

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from awards import issued, settle
from cast import Cast, Someone
from courses import SLUG
from lms.catalog.models import Course
from lms.catalog.queries import course
from lms.foundation import clock
from lms.foundation.audit import AuditEntry
from lms.foundation.database import db, transaction
from lms.foundation.spreadsheets import grouped
from lms.identity.models import Person
from lms.learning.actions import enrol, open_default_run
from lms.learning.models import Enrolment, EnrolmentState
from registers import NOW, Register
from statements import statements

At = Callable[[Someone], FlaskClient]
ONE_ENGINE = pytest.mark.parametrize("engine_url", ["sqlite"], indirect=True)
PAGES = ("/reports/", "/reports/months", "/reports/overdue", "/reports/months/6/completions")
FILES = ("/reports/courses/export", "/reports/months/export", "/reports/overdue/export")


def text(browser: FlaskClient, address: str) -> str:
    answer = browser.get(address)
    assert answer.status_code == 200, answer.text
    return " ".join(unescape(sub(r"<[^>]+>", " ", answer.text)).split())


def lines(browser: FlaskClient, address: str) -> list[str]:
    answer = browser.get(address)
    assert answer.status_code == 200, answer.text
    return answer.text.removeprefix("\ufeff").split("\r\n")[1:-1]


def put_in(someone: Someone, slug: str = SLUG, due: date | None = None) -> int:
    with transaction():
        run = open_default_run(course(slug))
        return enrol(run, someone.id, someone.agency_id, assigned_by=None, due_on=due).id


def stand(
    enrolment_id: int, at: datetime, module: str | None = None, *, left: bool = False
) -> None:
    """Somebody was at a module then, for the last time, and perhaps left."""
    with transaction():
        it = db.session.get_one(Enrolment, enrolment_id)
        it.place_slug, it.place_at = module, at if module else None
        it.enrolled_at = min(it.enrolled_at, at)
        if left:
            it.state, it.ended_at = EnrolmentState.WITHDRAWN, at


@ONE_ENGINE
def test_reports_are_refused_to_whoever_has_nobody_to_list(cast: Cast, taught: str, at: At) -> None:
    for someone in (cast.rani, cast.wati, cast.amin):
        browser = at(someone)
        for address in (*PAGES, *FILES, f"/reports/courses/{SLUG}"):
            assert browser.get(address).status_code == 403, address


def test_courses_tell_how_people_stand_and_where_they_stop(
    cast: Cast, taught: str, register: Register, at: At, now: datetime
) -> None:
    stand(put_in(cast.rani), now - timedelta(days=31), "bacaan")
    stand(put_in(cast.dedi), now - timedelta(days=29), "kuis")
    stand(put_in(cast.nurul), now - timedelta(days=90), left=True)
    officer, head = at(cast.siti), at(cast.yusuf)
    told = lines(officer, "/reports/courses/export")
    title = db.session.scalars(select(Course.title).where(Course.slug == SLUG)).one()
    db.session.rollback()
    assert told[0].startswith(f"{title},3,0,1,1,1,,")
    assert "Arsip,2,2,0,0,0,82.50,," in told
    assert not any("Loket Kota" in line for line in told)  # the city's
    assert lines(head, "/reports/courses/export")[0].startswith(f"{title},2,0,1,1,0,,")
    behind = text(officer, f"/reports/courses/{SLUG}?standing=quiet")
    assert "Rani Anggraini" in behind
    assert "Dedi" not in behind
    at_step = text(officer, f"/reports/courses/{SLUG}?step=-")
    assert "Nurul Hidayah" in at_step
    assert "Rani" not in at_step
    whole = text(head, f"/reports/courses/{SLUG}")
    assert "Rani Anggraini" in whole
    assert "Nurul" not in whole


def test_months_count_completions_and_lead_to_their_people(
    cast: Cast, register: Register, at: At
) -> None:
    officer, head = at(cast.siti), at(cast.yusuf)
    assert lines(officer, "/reports/months/export")[4:6] == ["2026-05,1,0", "2026-06,2,0"]
    assert lines(head, "/reports/months/export")[4:6] == ["2026-05,1,0", "2026-06,1,0"]
    people = text(head, "/reports/months/6/completions")
    assert "Yusuf Effendi" in people
    assert "Nurul" not in people
    assert "Tidak ada orang di sini" in text(head, "/reports/months/6/certificates")
    assert officer.get("/reports/months/13/completions").status_code == 404
    assert officer.get("/reports/months/6/anything").status_code == 404


def test_a_certificate_counts_in_the_month_in_which_it_was_issued(
    cast: Cast, register: Register, at: At
) -> None:
    settle(cast.province, cast.hendra.id)
    with clock.at(NOW + timedelta(days=10)):
        issued(register.add(cast.rani, date(2026, 11, 3), title="Arsip"))
    officer = at(cast.siti)
    assert lines(officer, "/reports/months/export")[10:] == ["2026-11,1,0", "2026-12,0,1"]
    assert "Rani Anggraini" in text(officer, "/reports/months/12/certificates")
    assert "Rani" not in text(officer, "/reports/months/11/certificates")
    assert "2026-12,0,0" in lines(at(cast.murni), "/reports/months/export")


def test_who_is_past_a_deadline_is_told_by_unit_and_by_name(
    cast: Cast, taught: str, at: At, now: datetime
) -> None:
    today = now.date()
    put_in(cast.rani, due=today - timedelta(days=3))
    put_in(cast.dedi, due=today)
    put_in(cast.nurul, due=today - timedelta(days=1))
    put_in(cast.lestari, due=today - timedelta(days=1))
    officer = at(cast.siti)
    page = text(officer, "/reports/overdue")
    assert "1 lewat dari 2 yang bertenggat" in page
    assert "Dedi" not in page
    assert [line.split(",")[0] for line in lines(officer, "/reports/overdue/export")] == [
        "Rani Anggraini",
        "Nurul Hidayah",
    ]
    of_unit = lines(officer, f"/reports/overdue/export?unit={cast.units['aplikasi']}")
    assert len(of_unit) == 1
    assert ",3,Pilihan sendiri" in of_unit[0]
    assert grouped(cast.rani.nip) in of_unit[0]  # a text to every spreadsheet
    assert "Nurul" not in text(at(cast.yusuf), "/reports/overdue")


@ONE_ENGINE
def test_each_file_that_is_taken_is_kept_in_the_audit_trail(
    cast: Cast, register: Register, at: At
) -> None:
    officer = at(cast.siti)
    for address in FILES:
        lines(officer, f"{address}?year=2026")
    taken = select(AuditEntry).where(AuditEntry.subject_kind == "report").order_by(AuditEntry.id)
    found = db.session.scalars(taken).all()
    assert [(it.verb, it.subject_id) for it in found] == [
        ("exported", "kursus"),
        ("exported", "bulanan"),
        ("exported", "tenggat"),
    ]
    assert {it.actor_id for it in found} == {cast.siti.id}
    assert found[0].detail == {"filters": {"year": 2026}}


@ONE_ENGINE
def test_a_cell_that_a_spreadsheet_would_run_is_made_harmless(
    cast: Cast, register: Register, at: At
) -> None:
    with transaction():
        db.session.scalars(select(Course).where(Course.title == "Arsip")).one().title = "=1+1"
    assert any(line.startswith("'=1+1,2") for line in lines(at(cast.siti), FILES[0]))


@ONE_ENGINE
def test_a_year_without_anybody_says_so_and_a_senseless_one_is_passed_over(
    cast: Cast, now: datetime, at: At
) -> None:
    officer = at(cast.siti)
    assert "Belum ada pendaftaran" in text(officer, "/reports/")
    assert "Belum ada penyelesaian" in text(officer, "/reports/months?year=9999")
    assert "Tidak ada yang lewat tenggat" in text(officer, "/reports/overdue?unit=x&page=-1")
    assert officer.get("/reports/courses/tidak-ada").status_code == 404


@ONE_ENGINE
def test_a_report_asks_no_more_for_many_than_for_few(
    cast: Cast, taught: str, register: Register, at: At, now: datetime
) -> None:
    officer = at(cast.siti)
    addresses = (*PAGES, f"/reports/courses/{SLUG}")
    put_in(cast.rani, due=now.date() - timedelta(days=3))
    few = [_count(officer, address) for address in addresses]
    for number, someone in enumerate((cast.dedi, cast.nurul, cast.hendra)):
        register.add(someone, date(2026, 6, 3), title=f"Kursus {number}")
        stand(put_in(someone, due=now.date()), now - timedelta(days=40), "bacaan")
    assert [_count(officer, address) for address in addresses] == few
    assert max(few) <= 12


def _count(browser: FlaskClient, address: str) -> int:
    text(browser, address)  # once before, so that nothing is asked for the first time
    with statements() as asked:
        text(browser, address)
    return len(asked)


@ONE_ENGINE
def test_the_people_behind_a_figure_come_as_a_file_that_is_noted(
    cast: Cast, taught: str, register: Register, at: At
) -> None:
    enrolled = put_in(cast.rani)
    put_in(cast.dedi)
    stand(enrolled, NOW - timedelta(days=40), "bacaan", left=True)
    with transaction():
        db.session.get_one(Person, cast.dedi.id).name = "=1+1"
    officer, head, nip = at(cast.siti), at(cast.murni), grouped(cast.rani.nip)
    course, month = f"/reports/courses/{taught}", "/reports/months/6/completions"
    index = "/reports/professionalism/people"
    assert (
        f"{course}/export?standing=withdrawn&amp;year=2026"
        in officer.get(f"{course}?standing=withdrawn").text
    )
    (left,) = lines(officer, f"{course}/export?standing=withdrawn")
    assert left.startswith(f"Rani Anggraini,{nip},Bidang Aplikasi,Berhenti,")
    assert any(it.startswith("'=1+1,") for it in lines(officer, f"{course}/export"))
    assert {it.split(",")[1] for it in lines(officer, f"{month}/export?year=2026")} <= {
        grouped(each.nip) for each in cast.people.values()
    }
    assert f"{month}/export?year=2026" in officer.get(f"{month}?year=2026").text
    assert f"{index}/export?year=2026&amp;band=0" in officer.get(f"{index}?band=0").text
    assert any(nip in it for it in lines(officer, f"{index}/export?band=0"))
    assert not lines(officer, f"{index}/export?band=40")
    for address in (course, month, index):
        assert at(cast.rani).get(f"{address}/export").status_code == 403
    assert not any(nip in it for it in lines(head, f"{index}/export"))
    told = select(AuditEntry.subject_id, AuditEntry.detail).where(
        AuditEntry.subject_kind == "report", AuditEntry.actor_id == cast.siti.id
    )
    found = db.session.execute(told.order_by(AuditEntry.id)).all()
    assert [it.subject_id for it in found] == [
        *("peserta", "peserta", "orang-penyelesaian", "orang-ip-asn", "orang-ip-asn"),
    ]
    assert found[0].detail["filters"]["standing"] == "withdrawn"

"""Mandates by their forms: made, looked at, bound, followed, and refused to whom they are not."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from html import unescape
from re import sub

import pytest
from flask import Flask
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from cast import Cast, Someone
from lms.catalog import queries as catalog
from lms.foundation import clock
from lms.foundation.audit import AuditEntry
from lms.foundation.database import db
from lms.mandates.actions import occasions
from lms.mandates.models import Mandate
from lms.mandates.working import bring
from obliged import Oblige, crowd, draft, duties, enrolments, make, states, steps, work
from quizzes import Sitter
from statements import statements

ONE_ENGINE = pytest.mark.parametrize("engine_url", ["sqlite"], indirect=True)


def text(sitter: Sitter, address: str) -> str:
    answer = sitter.browser.get(address)
    assert answer.status_code == 200, answer.text
    return " ".join(unescape(sub(r"<[^>]+>", " ", answer.text)).split())


def typed(slug: str, **changed: object) -> dict[str, object]:
    return {
        "do": "save",
        "title": "Wajib SPBE",
        "course": catalog.course(slug).id,
        "legal_basis": "Pasal 203 PP Nomor 11 Tahun 2017",
        "due_kind": "after",
        "due_days": 30,
        **changed,
    }


def test_a_draft_shows_whom_it_meets_and_binds_once_it_was_looked_at(
    app: Flask, cast: Cast, course: str, hendra: Sitter
) -> None:
    refused = hendra.post("/mandates/new", **typed(course, title="", due_days="", course=0))
    assert refused.status_code == 422
    assert "Isi tanggal tenggat atau jumlah hari" in refused.text
    assert "Pasal 203 PP Nomor 11" in refused.text, "nothing that was typed is lost"
    strange = typed(course, units="x", posts="9" * 30, post_levels="raja", rank_groups="\0")
    assert "Pilihan ini tidak dikenal" in hendra.post("/mandates/new", **strange).text
    assert "Jabatan ke-3" in hendra.post("/mandates/new", **typed(course, do="more")).text
    units = [cast.units["kominfo"], 0]
    answer = hendra.post("/mandates/new", **typed(course, units=units, staff_kinds="pns"))
    page = answer.location
    told = text(hendra, page)
    for expected in ("Terkena 3", "PP 11/2017", "Unit kerja Dinas Komunikasi", "Rani Anggraini"):
        assert expected in told
    assert "Dedi Pranata" not in told
    assert "Yusuf Effendi" not in text(hendra, f"{page}?q=rani")
    changed = typed(course, units=units, version=1, post_levels="pelaksana")
    assert hendra.post(f"{page}/draft", **changed).status_code == 302
    assert hendra.post(f"{page}/draft", **changed).status_code == 409, "of another version"
    assert "4 orang terkena hari ini" in text(hendra, f"{page}/binding")
    assert hendra.post(f"{page}/binding", version=1).status_code == 409
    assert not duties()
    assert hendra.post(f"{page}/binding", version=2).status_code == 302
    assert hendra.post(f"{page}/deletion").status_code == 409
    assert hendra.browser.get(f"{page}/draft").location == page
    assert hendra.browser.get(f"{page}/binding").location == page
    work()
    assert sorted(states().values()) == ["open"] * 4
    told = text(hendra, page)
    assert "Belum mulai 4 orang, 100%" in told
    assert "Ditetapkan: Hendra Saputra" in told
    rani = Sitter(app.test_client(), cast.rani)
    due = "22 Desember 2026"
    assert "Kewajiban belajar Anda" in text(rani, "/")
    assert f"Selesaikan paling lambat {due}" in text(rani, f"/courses/{course}")
    assert rani.post(f"/courses/{course}/withdrawal").status_code == 403
    with clock.at(clock.now() + timedelta(days=31)):
        rani = Sitter(app.test_client(), cast.rani)
        assert "sudah lewat. Anda masih dapat" in text(rani, f"/courses/{course}")
        assert "Lewat tenggat 4 orang" in text(Sitter(app.test_client(), cast.hendra), page)


def test_a_person_is_excused_or_given_time_with_a_reason_and_the_list_is_taken_along(
    app: Flask, cast: Cast, hendra: Sitter, oblige: Oblige
) -> None:
    made = oblige("kominfo")
    rani, dedi = (f"/mandates/duties/{duties()[it.id].id}" for it in (cast.rani, cast.dedi))
    assert hendra.post(f"{rani}/exemption", **{"exempt-reason": " "}).status_code == 422
    assert hendra.post(f"{rani}/exemption", **{"exempt-reason": "Cuti"}).status_code == 302
    assert enrolments(cast.rani)[0].assigned_by is None
    assert "Dibebaskan: Hendra Saputra Cuti" in text(hendra, rani)
    assert hendra.post(f"{rani}/due", due_on="2027-01-04", reason="Sakit").status_code == 409
    assert hendra.post(f"{dedi}/due", due_on="2020-01-04", reason="Sakit").status_code == 422
    assert hendra.post(f"{dedi}/due", due_on="2027-01-04", reason="Sakit").status_code == 302
    assert enrolments(cast.dedi)[0].due_on == duties()[cast.dedi.id].due_on
    with clock.at(clock.now() + timedelta(days=31)):
        later = Sitter(app.test_client(), cast.hendra)
        kept = text(later, f"/mandates/{made}?standing=new")
        assert "Dedi Pranata" in kept
        assert "Yusuf" not in kept.split("Orangnya")[1].split("Riwayat")[0]
        answer = later.browser.get(f"/mandates/{made}/export?standing=exempt")
        assert "Rani Anggraini,1991" in answer.text
        assert "Dedi" not in answer.text
    asked = select(AuditEntry.detail).where(AuditEntry.subject_kind == "mandate")
    (taken,) = db.session.scalars(asked.where(AuditEntry.verb == "exported"))
    assert (taken["rows"], len(taken["sha256"])) == (1, 64)
    db.session.rollback()
    assert hendra.post(f"{rani}/exemption/undoing").status_code == 302
    work()
    assert steps(cast.rani) == ["exempted", "obliged-again"]
    assert enrolments(cast.rani)[0].assigned_by == cast.hendra.id
    assert hendra.post(f"/mandates/{made}/end", reason="").status_code == 422
    assert hendra.post(f"/mandates/{made}/end", reason="Keliru").status_code == 302
    assert "sudah diakhiri" in text(hendra, f"/mandates/{made}")
    assert hendra.post(f"{rani}/exemption", **{"exempt-reason": "Cuti"}).status_code == 409
    assert hendra.post(f"/mandates/{made}/end/undoing").status_code == 302


@ONE_ENGINE
def test_nobody_obliges_beyond_their_own_people(
    app: Flask, cast: Cast, course: str, hendra: Sitter, oblige: Oblige
) -> None:
    made = oblige("pendidikan")
    duty = f"/mandates/duties/{duties()[cast.nurul.id].id}"
    pages = ("", "/draft", "/binding", "/end", "/export")
    acts = (f"/mandates/{made}/deletion", f"/mandates/{made}/end/undoing")
    excuses = (f"{duty}/exemption", f"{duty}/exemption/undoing", f"{duty}/due")
    for name in ("rani", "wati", "yusuf", "murni"):
        sitter = Sitter(app.test_client(), cast.people[name])
        refused = 404 if name == "murni" else 403
        for page in pages:
            answer = sitter.browser.get(f"/mandates/{made}{page}")
            assert answer.status_code == refused, (name, page)
        assert sitter.browser.get(duty).status_code == refused
        for act in (*acts, *excuses, f"/mandates/{made}/binding", f"/mandates/{made}/end"):
            assert sitter.post(act).status_code == refused, (name, act)
        opens = 200 if name in {"yusuf", "murni"} else 403
        assert sitter.browser.get("/mandates").status_code == opens
        assert sitter.browser.get("/mandates/new").status_code == opens
    head = Sitter(app.test_client(), cast.yusuf)
    assert head.post("/mandates/new", **typed(course)).status_code == 422, "a whole agency"
    beyond = typed(course, units=cast.units["pendidikan"])
    assert head.post("/mandates/new", **beyond).status_code == 422
    own = head.post("/mandates/new", **typed(course, units=cast.units["aplikasi"]))
    assert own.status_code == 302
    assert "Terkena 2" in text(head, own.location)
    assert "Wajib SPBE" in text(head, "/mandates")
    assert head.post(f"{own.location}/deletion").status_code == 302
    assert len(db.session.scalars(select(Mandate)).all()) == 1


@pytest.fixture
def at(app: Flask, now: datetime) -> Callable[[Someone], Sitter]:
    return lambda someone: Sitter(app.test_client(), someone)


def test_the_report_tells_who_is_late_by_unit_to_whom_these_are_and_asks_no_more_for_many(
    cast: Cast, course: str, oblige: Oblige, at: Callable[[Someone], Sitter], now: datetime
) -> None:
    oblige("kominfo")
    make(cast, draft(cast, course, "pendidikan", due_days=60))
    work()
    officer, rani = at(cast.siti), at(cast.rani)
    assert rani.browser.get("/reports/mandates").status_code == 403
    assert rani.browser.get("/reports/mandates/export").status_code == 403
    assert "Tidak ada yang lewat tenggat" in text(officer, "/reports/mandates")
    with clock.at(now + timedelta(days=61)):
        officer, head = at(cast.siti), at(cast.yusuf)
        whole, own = text(officer, "/reports/mandates"), text(head, "/reports/mandates")
        assert "Bidang Aplikasi 2 lewat, 0 selesai dari 2" in own
        assert "Dinas Pendidikan 2 lewat, 0 selesai dari 2" in whole
        assert "Nurul" not in own
        lines = officer.browser.get("/reports/mandates/export").text.split("\r\n")[1:-1]
        assert len(lines) == 6
        assert lines[0].endswith(",2026-12-22,31")
        unit = cast.units["kominfo"]
        below = head.browser.get(f"/reports/mandates/export?unit={unit}").text
        assert below.count("\r\n") == 5, "with all below it"
        assert "Nurul" not in head.browser.get("/reports/mandates/export").text
        pages = ("/reports/mandates", "/mandates", "/mandates/2")
        few = [_cost(officer, each) for each in pages]
        crowd(cast, "pendidikan", 30)
        bring(2)
        assert [_cost(officer, each) for each in pages] == few
        assert max(few) <= 15, few


def _cost(sitter: Sitter, address: str) -> int:
    with statements() as asked:
        assert sitter.browser.get(address).status_code == 200
    return len(asked)


@given(st.dates(date(2020, 1, 1), date(2090, 1, 1)), st.integers(-400, 400))
def test_at_most_one_occasion_is_right_for_a_day(today: date, days: int) -> None:
    due = today + timedelta(days=days)
    found = [it for it in occasions(today) if it.first <= due <= it.last]
    assert len(found) == (1 if -42 <= days <= 14 else 0)

"""Somebody is given more of a quiz: by whom, what it changes, and that it takes nothing away."""

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import pytest
from flask import Flask
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select
from sqlalchemy.exc import DatabaseError

from cast import Cast
from courses import SLUG
from lms.assessment import actions
from lms.assessment.models import Extension, SubmittedBy
from lms.assessment.rules import Feedback, Grade, Purpose, Quiz
from lms.assessment.rules.extensions import Extra, Grounds
from lms.catalog.actions import share
from lms.catalog.queries import course
from lms.foundation import clock
from lms.foundation.audit import AuditEntry
from lms.foundation.database import db, transaction
from lms.foundation.jobs import work_once
from quizzes import MODULE, QUIZ_URL, Sitter, attempt, quiz_with

BEGAN = datetime.fromisoformat("2026-11-22T03:00:00+00:00")
OVER = BEGAN + timedelta(minutes=20)
DESK = f"{QUIZ_URL}/extensions"
Publish = Callable[..., str]


@pytest.fixture
def wati(app: Flask, cast: Cast) -> Sitter:
    """Wati, who trains for the province."""
    return Sitter(app.test_client(), cast.wati)


def enrolment_of(attempt_id: UUID) -> int:
    return attempt(attempt_id).enrolment_id


def give(sitter: Sitter, enrolment_id: int, **form: object) -> int:
    """As the two forms send it, one after the other; answers the last status."""
    address = f"{DESK}/{enrolment_id}"
    asked = sitter.post(address, **form)
    if asked.status_code != 200:
        return asked.status_code
    assert "Berikan perpanjangan ini?" in asked.text
    back = sitter.post(address, confirmed="1", back="1", **form)
    assert back.status_code == 200
    assert str(form["reason"]) in back.text
    return sitter.post(address, confirmed="1", **form).status_code


def test_more_time_for_an_attempt_that_is_open(rani: Sitter, wati: Sitter) -> None:
    """The clock, the job, the page and the trail all follow."""
    with clock.at(BEGAN):
        begun = rani.start()
        row = enrolment_of(begun)
        assert "Rani Anggraini" in wati.browser.get(f"{DESK}?q=rani").text
        assert give(wati, row, minutes=10, reason="Listrik kantor padam") == 302
        assert attempt(begun).deadline_at == OVER + timedelta(minutes=10)
        page = rani.browser.get(QUIZ_URL).text
        assert "10 menit lebih lama" in page
        assert "Listrik kantor padam" in page
        assert "30 menit sejak dimulai" in page
        told = rani.browser.head(f"/attempts/{begun}/questions/1").headers["X-Deadline"]
        assert datetime.fromisoformat(told) == OVER + timedelta(minutes=10)
    with clock.at(OVER + timedelta(minutes=5)):
        assert work_once()  # the job comes at the hour of before, and again later
        assert rani.put(begun, 1, "1").status_code == 200
        early = rani.post(f"/attempts/{begun}/submission", clock="1")
        assert early.location == f"/attempts/{begun}"
        assert attempt(begun).submitted_at is None
    with clock.at(OVER + timedelta(minutes=10)):
        assert work_once()
    assert attempt(begun).submitted_at == OVER + timedelta(minutes=10)
    trail = select(AuditEntry).where(AuditEntry.verb == "extended")
    assert db.session.scalars(trail).one().detail["minutes"] == 10


def test_what_is_withdrawn_shortens_nothing(rani: Sitter, wati: Sitter, publish: Publish) -> None:
    publish(**{"02-kuis.quiz.md": quiz_with(attempts=1)})
    with clock.at(BEGAN):
        begun = rani.start()
        row = enrolment_of(begun)
        assert give(wati, row, minutes=10, attempts=1, reason="Berhalangan") == 302
        assert give(wati, row, minutes=5, attempts=1, reason="Salah ketik") == 302
        assert attempt(begun).deadline_at == OVER + timedelta(minutes=10)
        rani.submit(begun)
        again = rani.start()
        assert attempt(again).deadline_at == OVER + timedelta(minutes=5)  # the latest counts
        assert wati.post(f"{DESK}/{row}/withdrawal", reason="").status_code == 422
        assert wati.post(f"{DESK}/{row}/withdrawal", reason="Cukup").status_code == 302
        assert wati.post(f"{DESK}/{row}/withdrawal", reason="Lagi").status_code == 409
        assert attempt(again).deadline_at == OVER + timedelta(minutes=5)
        rani.submit(again)
        assert "Semua kesempatan sudah terpakai" in rani.browser.get(QUIZ_URL).text
        history = wati.browser.get(f"{DESK}/{row}").text
    assert all(word in history for word in ("Berhalangan", "Salah ketik", "Dicabut", "Cukup"))
    with pytest.raises(DatabaseError, match="never rewritten"), transaction():
        db.session.query(Extension).delete()


def test_what_is_confirmed_is_what_becomes_though_the_quiz_has_changed(
    rani: Sitter, wati: Sitter, publish: Publish
) -> None:
    """The attempt goes on by the quiz with which it began, so its end is told by that."""
    with clock.at(BEGAN):
        begun = rani.start()
        row = enrolment_of(begun)
        publish(**{"02-kuis.quiz.md": quiz_with(time_limit=40)})
        asked = wati.post(f"{DESK}/{row}", minutes=10, reason="Listrik kantor padam").text
        assert "10.30" in asked  # 20 minutes from 10.00, and 10 more
        assert "10.50" not in asked
        assert give(wati, row, minutes=10, reason="Listrik kantor padam") == 302
        assert attempt(begun).deadline_at == OVER + timedelta(minutes=10)


def test_the_list_knows_a_renamed_quiz_by_what_was_before(
    rani: Sitter, wati: Sitter, publish: Publish
) -> None:
    begun = rani.start()
    assert give(wati, enrolment_of(begun), minutes=10, reason="Listrik kantor padam") == 302
    renamed = quiz_with().replace("purpose: final", "was: kuis\npurpose: final")
    lesson = "---\ntitle: Warga\nminutes: 1\n---\nBacaan saja.\n"
    publish(**{"02-kuis.quiz.md": None, "02-ujian.quiz.md": renamed, "01-bacaan.md": lesson})
    listed = wati.browser.get(f"/courses/{SLUG}/ujian/extensions").text
    assert "10 menit lebih lama" in listed
    assert "Sedang mengerjakan" in listed


def test_a_paper_whose_time_is_over_stays_over(rani: Sitter, wati: Sitter) -> None:
    with clock.at(BEGAN):
        begun = rani.start()
        row = enrolment_of(begun)
    with clock.at(OVER + timedelta(minutes=1)):
        assert give(wati, row, minutes=10, reason="Terlambat memberi") == 302
    assert attempt(begun).submitted_by == SubmittedBy.TIME


def test_of_a_course_that_one_may_not_know_no_desk_tells(
    app: Flask, rani: Sitter, cast: Cast
) -> None:
    """The catalogue hides it from the agency next door; so does each address of those who lead."""
    dedi, lestari = (Sitter(app.test_client(), it) for it in (cast.dedi, cast.lestari))
    row, release = enrolment_of(rani.start()), f"/marking/quizzes/{SLUG}/{MODULE}"
    for address in (DESK, f"{DESK}/{row}", f"{QUIZ_URL}/cuts/new", release):
        assert dedi.browser.get(address).status_code == 403
        assert lestari.browser.get(address).status_code == 404
    assert lestari.post(release).status_code == 404


def test_who_may_give_and_to_whom(app: Flask, rani: Sitter, wati: Sitter, cast: Cast) -> None:
    row = enrolment_of(rani.start())
    assert rani.browser.get(DESK).status_code == 403
    assert rani.browser.get("/quizzes").status_code == 403
    assert rani.post(f"{DESK}/{row}", minutes=5, reason="Saya perlu").status_code == 403
    assert rani.post(f"{DESK}/{row}/withdrawal", reason="x").status_code == 403
    assert MODULE in wati.browser.get("/quizzes").text
    assert wati.browser.get(f"{DESK}/999999").status_code == 404
    assert wati.browser.get(f"/courses/{SLUG}/bacaan/extensions").status_code == 404
    assert "Tidak ada peserta yang cocok" in wati.browser.get(f"{DESK}?q=zzz").text
    refused = wati.post(f"{DESK}/{row}", minutes="5000", reason="")
    assert refused.status_code == 422
    assert "Isi 0 sampai 1000." in refused.text
    assert "Tulis alasannya" in refused.text
    assert wati.post(f"{DESK}/{row}", reason="Tanpa isi").status_code == 422
    assert db.session.query(Extension).count() == 0


@pytest.mark.parametrize("engine_url", ["sqlite"], indirect=True)
def test_who_leads_a_shared_course_looks_after_people_of_each_agency_that_takes_it(
    app: Flask, rani: Sitter, wati: Sitter, cast: Cast
) -> None:
    assert rani.start()
    with transaction():
        share(course(SLUG), cast.city, cast.wati.id)
    lestari = Sitter(app.test_client(), cast.lestari)
    lestari.enrol()
    begun = lestari.start()
    assert "Lestari Handayani" in wati.browser.get(DESK).text
    assert give(wati, enrolment_of(begun), minutes=10, reason="Listrik padam") == 302
    assert "10 menit lebih lama" in lestari.browser.get(QUIZ_URL).text
    timeline = f"/attempts/{begun}/timeline"
    assert "Lestari Handayani" in wati.browser.get(timeline).text
    read = db.session.scalars(select(AuditEntry).where(AuditEntry.verb == "read-timeline")).one()
    assert read.agency_id == cast.city, "her own agency's trail tells who looked"
    for someone in (cast.dedi, cast.murni):
        other = Sitter(app.test_client(), someone)
        assert other.browser.get(timeline).status_code in {403, 404}
        assert other.browser.get(DESK).status_code == 403


def quiz(limit: int | None, closes: datetime | None) -> Quiz:
    rules = (Purpose.FINAL, 70, limit, 1, 0, Grade.BEST, Feedback.AFTER_SUBMIT)
    return Quiz("Kuis", *rules, True, True, (), (), closes=closes)  # type: ignore[arg-type]


moments = st.datetimes(datetime(2026, 1, 1), datetime(2027, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001


@given(
    st.none() | st.integers(1, 1000),
    st.none() | moments,
    moments,
    st.integers(0, 1000),
    st.none() | moments,
)
def test_no_extension_brings_an_end_nearer(
    limit: int | None,
    closes: datetime | None,
    began: datetime,
    minutes: int,
    later: datetime | None,
) -> None:
    plain = quiz(limit, closes)
    more = plain.extended(Extra(minutes, 0, later))
    before, after = plain.deadline(began), more.deadline(began)
    assert (before is None) == (after is None)
    assert before is None or after is None or after >= before
    assert after is None or more.closes is None or after <= more.closes


def test_an_extension_and_a_handing_in_meet(app: Flask, rani: Sitter, cast: Cast) -> None:
    """Whoever comes first, the attempt is marked once and ends no earlier than it would have."""
    from concurrent.futures import ThreadPoolExecutor  # noqa: PLC0415

    begun = rani.start()
    row, before = enrolment_of(begun), attempt(begun).deadline_at
    db.session.remove()

    def act(number: int) -> None:
        with app.app_context():
            try:
                with transaction():
                    if number % 2:
                        actions.submit(begun)
                    else:
                        grounds = Grounds("Bersamaan", cast.wati.id)
                        actions.extend(row, MODULE, Extra(minutes=5), grounds)
            finally:
                db.session.remove()

    with ThreadPoolExecutor(4) as threads:
        list(threads.map(act, range(4)))
    ended = attempt(begun)
    assert ended.submitted_by == SubmittedBy.PERSON
    assert before
    assert ended.deadline_at
    assert ended.deadline_at >= before


def test_the_form_starts_from_what_holds_now(rani: Sitter, wati: Sitter, publish: Publish) -> None:
    """What it is sent with replaces everything, so nothing is lost by adding one thing."""
    closing = "closes: 2026-11-22 10:20\nfeedback: after_submit"
    publish(**{"02-kuis.quiz.md": quiz_with(attempts=2).replace("feedback: after_submit", closing)})
    with clock.at(BEGAN):
        row = enrolment_of(rani.start())
        address = f"{DESK}/{row}"
        assert not _typed("minutes", wati.browser.get(address).text)
        held = {"minutes": 10, "closes": "2026-11-22T11:00"}
        assert give(wati, row, **held, reason="Listrik padam") == 302
        page = wati.browser.get(address).text
        assert _typed("minutes", page) == "10"
        assert _typed("closes", page) == "2026-11-22T11:00"
        bare = wati.post(address, minutes="", attempts=1, closes="", reason="Cukup ini").text
        assert "<strong>1 kesempatan lagi</strong>" in bare, "what was emptied stays empty"
    with clock.at(BEGAN + timedelta(hours=2)):
        assert not _typed("closes", wati.browser.get(address).text), "an hour gone by"


def _typed(name: str, page: str) -> str:
    """What the control of this name holds."""
    found = re.search(rf'<input[^>]*name="{name}"[^>]*value="([^"]*)"', page)
    assert found, name
    return found[1]


def test_a_quiz_opens_and_closes(rani: Sitter, wati: Sitter, publish: Publish) -> None:
    """The site's hours: 03.00 UTC is 10.00 in Jambi."""
    hours = "feedback: after_close\nopens: 2026-11-22 10:05\ncloses: 2026-11-22 10:20"
    quiz = quiz_with(attempts=9).replace("feedback: after_submit", hours)
    publish(**{"02-kuis.quiz.md": quiz})
    with clock.at(BEGAN):
        early = rani.post(f"{QUIZ_URL}/attempts", id=uuid4())
        assert early.status_code == 409
        assert "baru dibuka pada 22-11-2026 pukul 10.05 WIB" in early.text
        page = rani.browser.get(QUIZ_URL).text
        assert "Kuis ini dibuka 22 Nov 2026, 10.05" in page
        assert "Mulai kuis" not in page
    with clock.at(BEGAN + timedelta(minutes=5)):
        assert "berakhir pada 22 Nov 2026, 10.20" in rani.browser.get(QUIZ_URL).text
        begun = rani.start()
        assert attempt(begun).deadline_at == OVER
    with clock.at(BEGAN + timedelta(minutes=10)):
        rani.submit(begun)
        assert "Pembahasan terbuka setelah" in rani.browser.get(f"/attempts/{begun}/result").text
    with clock.at(OVER):
        late = rani.post(f"{QUIZ_URL}/attempts", id=uuid4())
        assert late.status_code == 409
        assert "sudah ditutup pada 22-11-2026 pukul 10.20 WIB" in late.text
        assert "Kuis ini ditutup 22 Nov 2026, 10.20" in rani.browser.get(QUIZ_URL).text
        told = rani.browser.get(f"/attempts/{begun}/result").text
        assert "Soal yang sudah benar terlipat" in told
        row = enrolment_of(begun)
        assert give(wati, row, closes="2026-11-22T11:00", reason="Sakit") == 302
        assert attempt(rani.start()).deadline_at == OVER + timedelta(minutes=20)

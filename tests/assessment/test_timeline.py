"""What is known of an attempt's course: the same for the person and for who leads the course."""

from datetime import UTC, datetime, timedelta

from flask import Flask
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from cast import Cast
from lms.assessment import queries
from lms.assessment.paper.pacing import Save, pace
from lms.foundation import clock
from lms.foundation.audit import AuditEntry
from lms.foundation.database import db
from quizzes import Sitter

BEGAN = datetime.fromisoformat("2026-11-22T03:00:00+00:00")


def test_both_see_the_same_and_nobody_else(app: Flask, rani: Sitter, cast: Cast) -> None:
    phone = Sitter(app.test_client(), cast.rani, "phone")
    with clock.at(BEGAN):
        begun = rani.start()
    for seconds, sitter, place in ((40, rani, 1), (125, phone, 2), (130, phone, 1)):
        with clock.at(BEGAN + timedelta(seconds=seconds)):
            value = {"answer": None, "unsure": place == 2}
            assert sitter.put(begun, place, value).status_code == 200
    with clock.at(BEGAN + timedelta(seconds=150)):
        assert rani.put(begun, 1, {"answer": "1", "unsure": False}).status_code == 200
        rani.submit(begun)
        own = rani.browser.get(f"/attempts/{begun}/timeline").text
        result = rani.browser.get(f"/attempts/{begun}/result").text
    assert "1 menit 25 detik" in result
    wati = Sitter(app.test_client(), cast.wati)
    theirs = wati.browser.get(f"/attempts/{begun}/timeline").text
    told = ("Dimulai", "Soal 1 disimpan", "Soal 2 ditandai ragu", "Perangkat 2", "40 detik")
    for text in (*told, "1 menit 25 detik", "Dikirim peserta", "Tidak ada yang disembunyikan"):
        assert text in own, text
        assert text in theirs, text
    assert "phone" not in theirs
    saved = {(each.place, each.device): each.turn for each in queries.saves(begun)}
    assert saved == {(1, 1): 3, (2, 2): 1, (1, 2): 2}
    for someone, status in ((cast.dedi, 403), (cast.lestari, 404)):
        other = Sitter(app.test_client(), someone)
        assert other.browser.get(f"/attempts/{begun}/timeline").status_code == status
    read = select(AuditEntry.actor_id).where(AuditEntry.verb == "read-timeline")
    assert db.session.scalars(read).all() == [cast.wati.id]


NEW_YEAR = datetime(2026, 1, 1, tzinfo=UTC)
moments = st.integers(-7200, 7200).map(lambda it: NEW_YEAR + timedelta(seconds=it))
places, once, never = st.integers(1, 5), st.just(1), st.none()
saves = st.builds(Save, places, once, moments, moments, once, st.just(False), never)


@given(moments, st.lists(saves, max_size=8))
def test_no_time_is_below_nothing(started: datetime, saved: list[Save]) -> None:
    """Also where the server's clock jumped."""
    times = pace(started, saved)
    assert times.keys() == {each.place for each in saved}
    assert all(time >= timedelta(0) for time in times.values())

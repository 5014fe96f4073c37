"""Old pages, two clicks, a judge who comes to learn, another agency: what a panel withstands."""

import csv
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import func, select, update

from assessment.test_cut_panel import CUT, WHO, decided, judge, rate
from cast import Cast
from courses import publish_course
from crowds import at_once
from lms.assessment import actions, queries
from lms.assessment.models import CutDecision, Mark
from lms.foundation.database import db, transaction
from lms.foundation.errors import Conflict, Invalid, NotAllowed
from quizzes import QUIZ_URL, Sitter, quiz_with

Publish = Callable[..., str]
SQLITE = pytest.mark.parametrize("engine_url", ["sqlite"], indirect=True)


@pytest.fixture
def wati(app: Flask, cast: Cast, rani: Sitter) -> Sitter:
    """Wati leads the course and has made a panel for its quiz."""
    sitter = Sitter(app.test_client(), cast.wati)
    made = sitter.post(f"{QUIZ_URL}/cuts/new", name="Batas", slug="batas-layar", definition=WHO)
    assert made.location == CUT
    return sitter


def test_two_who_close_a_round_at_once_close_one(app: Flask, wati: Sitter, cast: Cast) -> None:
    for someone in (cast.hendra, cast.yusuf):
        rate(judge(app, wati, someone), 50, 60, 70, 80, 90)

    def close(_: int) -> bool:
        with transaction():
            panel = queries.panel("batas-layar")
        try:
            with transaction():
                actions.close_round(panel, cast.wati.id, 1)
        except Conflict:
            return False
        return True

    assert sorted(at_once(app, close, 3)) == [False, False, True]
    db.session.rollback()
    assert queries.panel("batas-layar").final_closed_at is None


@SQLITE
def test_a_page_of_the_first_round_rates_nothing_in_the_second(
    app: Flask, wati: Sitter, cast: Cast
) -> None:
    hendra, yusuf = (judge(app, wati, it) for it in (cast.hendra, cast.yusuf))
    for each in (hendra, yusuf):
        rate(each, 50, 60, 70, 80, 90)
    assert 'name="round" value="1"' in hendra.browser.get(f"{CUT}/ratings").text
    wati.post(f"{CUT}/rounds", round=1)
    late = hendra.post(f"{CUT}/ratings", round=1, **{"soal-1": "11", "soal-2": "60"})
    assert late.status_code == 422
    assert "Putaran 1 ditutup selagi Anda mengisi" in late.text
    assert 'value="11"' in late.text
    one = hendra.post(f"{CUT}/ratings/1", round=1, **{"soal-1": "12"})
    assert one.status_code == 422
    assert 'value="12"' in one.text
    panel = queries.panel("batas-layar")
    assert queries.own_ratings(panel.id, 2, cast.hendra.id)[1] == 50
    assert hendra.post(f"{CUT}/ratings", round=2, **{"soal-1": "11"}).status_code == 302
    assert wati.post(f"{CUT}/rounds").status_code == 409
    assert wati.post(f"{CUT}/rounds", round="dua").status_code == 409


@SQLITE
def test_a_judge_who_comes_to_learn_reads_no_more_keys(
    app: Flask, wati: Sitter, cast: Cast
) -> None:
    hendra = judge(app, wati, cast.hendra)
    assert hendra.browser.get(f"{CUT}/ratings/1").status_code == 200
    hendra.enrol()
    for address in (CUT, f"{CUT}/ratings", f"{CUT}/ratings/1", f"{CUT}/result"):
        assert hendra.browser.get(address).status_code == 403, address
    assert rate(hendra, 50) == 403


@SQLITE
def test_who_was_taken_back_a_moment_ago_rates_nothing(
    app: Flask, wati: Sitter, cast: Cast
) -> None:
    """Their page was let in before the leader's transaction ended."""
    judge(app, wati, cast.hendra)
    panel = queries.panel("batas-layar")
    with transaction():
        actions.take_back(panel, cast.hendra.id, cast.wati.id, "Berhalangan")
    with pytest.raises(NotAllowed), transaction():
        actions.keep_ratings(panel, cast.hendra.id, {1: 50})
    assert queries.ratings(panel.id, 1) == {}


@SQLITE
def test_a_second_click_decides_nothing_more(app: Flask, wati: Sitter, cast: Cast) -> None:
    decided(app, wati, cast)
    made = db.session.scalars(select(CutDecision)).one()
    form = {"steps": "0", "rounding": "none", "reason": "Sesuai panel"}
    again = wati.post(f"{CUT}/decision", valid_from=made.valid_from.isoformat(), **form)
    assert again.status_code == 302
    count = select(func.count()).select_from(CutDecision)
    assert db.session.scalar(count) == 1
    form["reason"] = "Panel ditinjau"
    wati.post(f"{CUT}/decision", valid_from=made.valid_from.isoformat(), **form)
    assert db.session.scalar(count) == 2


def test_a_question_that_was_left_out_has_no_facility(
    app: Flask, rani: Sitter, wati: Sitter, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("lms.assessment.queries.cuts.FEW", 1)
    begun = rani.start()
    rani.answer_right(begun)
    rani.submit(begun)
    decided(app, wati, cast)
    digest = queries.cut_items(queries.panel("batas-layar").id)[1].digest
    with transaction():
        left_out = update(Mark).where(Mark.question_digest == digest)
        db.session.execute(left_out.values(points=Decimal(0), most_points=Decimal(0)))
    assert wati.browser.get(f"{CUT}/result").status_code == 200


@SQLITE
def test_a_judge_has_one_number_in_all_rounds(app: Flask, wati: Sitter, cast: Cast) -> None:
    people = sorted((cast.hendra, cast.yusuf, cast.nurul), key=lambda it: it.id)
    late, *others = [judge(app, wati, it) for it in people]
    for percent, each in enumerate(others, 61):
        rate(each, *[percent] * 5)
    wati.post(f"{CUT}/rounds", round=1)
    rate(late, *[99] * 5)
    wati.post(f"{CUT}/rounds", round=2)
    lines = list(csv.DictReader(wati.browser.get(f"{CUT}/export").text[1:].splitlines()))
    assert {(it["penilai"], it["persen"]) for it in lines} == {
        ("1", "99"), ("2", "61"), ("3", "62")
    }  # fmt: skip


@SQLITE
def test_another_agencys_panel_decides_on_no_quiz_of_ours(
    app: Flask, wati: Sitter, cast: Cast, tmp_path: Path
) -> None:
    decided(app, wati, cast)
    cut = quiz_with().replace("pass_mark: 70", "cut: batas-layar")
    files = {"02-kuis.quiz.md": cut}
    with pytest.raises(Invalid, match="belum memutuskan"):
        publish_course(tmp_path / "kota", cast.city, "kota-belajar", **files)
    with pytest.raises(Invalid, match="belum menilai 5 soal"):  # its own agency's is known
        publish_course(tmp_path / "provinsi", cast.province, "kursus-kedua", **files)

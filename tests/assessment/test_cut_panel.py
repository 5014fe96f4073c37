"""A panel from its making to the attempt that its decision passes; who sees what, and when."""

import re
from collections.abc import Callable
from decimal import Decimal

import pytest
from flask import Flask
from sqlalchemy import select, update
from sqlalchemy.exc import DatabaseError

from cast import Cast
from courses import SLUG
from lms.assessment import queries
from lms.assessment.models import CutDecision, CutRating
from lms.foundation import clock
from lms.foundation.database import db, transaction
from lms.foundation.errors import Invalid
from quizzes import QUIZ_URL, Sitter, attempt, quiz_with

WHO = "Pegawai yang dapat menjelaskan layanan, tetapi masih perlu didampingi."
CUT = "/cuts/batas-layar"
AWAITED, UNSEEN = "Menunggu penilaian Anda", "Yang terlihat di sini hanya kemajuannya"
Publish = Callable[..., str]


@pytest.fixture
def wati(app: Flask, cast: Cast, rani: Sitter) -> Sitter:
    """Wati leads the course and has made a panel for its quiz."""
    sitter = Sitter(app.test_client(), cast.wati)
    form = {"name": "Batas layar", "slug": "batas-layar"}
    assert sitter.post(f"{QUIZ_URL}/cuts/new", **form, definition="pendek").status_code == 422
    made = sitter.post(f"{QUIZ_URL}/cuts/new", **form, definition=WHO)
    assert made.location == CUT
    assert sitter.post(f"{QUIZ_URL}/cuts/new", **form, definition=WHO).status_code == 409
    return sitter


def judge(app: Flask, wati: Sitter, someone: object) -> Sitter:
    nip = someone.nip  # type: ignore[attr-defined]
    assert wati.post(f"{CUT}/judges", nip=nip).status_code == 302
    return Sitter(app.test_client(), someone)  # type: ignore[arg-type]


def words(html: str) -> list[str]:
    return re.sub("<[^>]*>", " ", html).split()


def rate(sitter: Sitter, *percents: object) -> int:
    given = {f"soal-{place}": percent for place, percent in enumerate(percents, 1)}
    return sitter.post(f"{CUT}/ratings", **given).status_code


def decided(app: Flask, wati: Sitter, cast: Cast, percent: int = 50) -> None:
    for someone in (cast.hendra, cast.yusuf):
        rate(judge(app, wati, someone), *[percent] * 5)
    for number in (1, 2):
        assert wati.post(f"{CUT}/rounds", round=number).status_code == 302
    said = {"steps": "0", "rounding": "none", "reason": "Sesuai panel"}
    closed_at = queries.panel("batas-layar").final_closed_at
    assert closed_at
    valid_from = clock.local_date(closed_at).isoformat()
    first = wati.post(f"{CUT}/decision", valid_from=valid_from, **said)
    assert first.status_code == 302, first.text


def test_a_round_is_closed_only_when_asked_once_more(app: Flask, wati: Sitter, cast: Cast) -> None:
    """It cannot be opened again, so the page says whose ratings would be lost."""
    assert "Belum ada penilai. Undang paling sedikit 2." in wati.browser.get(CUT).text
    nobody = wati.browser.get(f"{CUT}/rounds").text
    assert "menilai semua soal; baru 0." in nobody
    assert "Semua penilai sudah menilai semua soal." not in nobody
    assert "Ya, tutup" not in nobody
    hendra, yusuf = judge(app, wati, cast.hendra), judge(app, wati, cast.yusuf)
    assert "Belum ada penilai" not in wati.browser.get(CUT).text
    rate(hendra, *[50] * 5)
    assert hendra.browser.get(f"{CUT}/rounds").status_code == 403
    assert f'href="{CUT}/rounds"' in wati.browser.get(CUT).text
    asked = wati.browser.get(f"{CUT}/rounds").text
    late = asked.split("Belum ikut dihitung")[1]
    assert cast.yusuf.name in late
    assert cast.hendra.name not in late
    rate(yusuf, *[50] * 5)
    asked = wati.browser.get(f"{CUT}/rounds").text
    assert "Semua penilai sudah menilai semua soal." in asked
    assert '<input type="hidden" name="round" value="1">' in asked
    assert "Putaran 1 terbuka" in wati.browser.get(CUT).text, "asking closes nothing"
    for number in (1, 2):
        wati.post(f"{CUT}/rounds", round=number)
    assert wati.browser.get(f"{CUT}/rounds").status_code == 409  # nothing is left to close


def test_panels_are_offered_for_quizzes_that_somebody_must_pass(
    wati: Sitter, publish: Publish
) -> None:
    offered = f'href="{QUIZ_URL}/cuts/new"'
    assert offered in wati.browser.get("/cuts").text
    publish(**{"02-kuis.quiz.md": quiz_with(purpose="practice")})
    assert offered not in wati.browser.get("/cuts").text


# long: one story, told in its order
def test_two_rounds_and_what_each_may_see(
    app: Flask, rani: Sitter, wati: Sitter, cast: Cast
) -> None:
    hendra, yusuf = judge(app, wati, cast.hendra), judge(app, wati, cast.yusuf)
    assert rani.browser.get(CUT).status_code == 404
    assert rani.browser.get("/cuts").status_code == 403
    assert rani.post(f"{CUT}/ratings", **{"soal-1": "50"}).status_code == 404
    assert rani.browser.get(f"{QUIZ_URL}/cuts/new").status_code == 403
    assert wati.browser.get(f"{CUT}/ratings").status_code == 403
    assert wati.post(f"{CUT}/judges", nip=cast.rani.nip).status_code == 409
    assert wati.post(f"{CUT}/judges", nip=cast.lestari.nip).status_code == 422
    for closed in ("judges", "rounds"):
        assert hendra.post(f"{CUT}/{closed}", nip=cast.yusuf.nip, round=1).status_code == 403
    assert hendra.browser.get(f"{CUT}/decision").status_code == 403

    wrong = hendra.post(f"{CUT}/ratings", **{"soal-1": "61", "soal-2": "seratus"})
    assert wrong.status_code == 422
    assert "Isi soal 2" in wrong.text
    assert 'value="seratus"' in wrong.text
    assert hendra.post(f"{CUT}/ratings/1", **{"soal-1": "61"}).location == f"{CUT}/ratings/2"
    assert 'value="61"' in hendra.browser.get(f"{CUT}/ratings/1").text
    assert "1 dari 5 soal dinilai" in wati.browser.get(CUT).text
    assert "61" not in words(wati.browser.get(CUT).text)
    assert wati.browser.get(f"{CUT}/result").status_code == 403
    assert hendra.browser.get(f"{CUT}/export").status_code == 403
    assert wati.post(f"{CUT}/rounds", round=1).status_code == 409
    assert 'value="61"' not in yusuf.browser.get(f"{CUT}/ratings").text
    assert AWAITED in hendra.browser.get("/cuts").text
    assert AWAITED not in wati.browser.get("/cuts").text  # who runs it and does not judge
    assert rate(hendra, 61, 50, 50, 50, 50) == rate(yusuf, 81, 70, 70, 70, 70) == 302
    assert AWAITED not in hendra.browser.get("/cuts").text

    assert wati.post(f"{CUT}/rounds", round=1).status_code == 302
    assert AWAITED not in hendra.browser.get("/cuts").text  # all of it is carried over
    assert UNSEEN in wati.browser.get(CUT).text
    table = hendra.browser.get(f"{CUT}/ratings").text
    assert "rata-rata 71, dari 61 sampai 81. Anda 61." in " ".join(table.split())
    assert 'value="61"' in table  # carried over
    assert wati.post(f"{CUT}/judges", nip=cast.nurul.nip).status_code == 409
    assert rate(hendra, 71, 60, 60, 60, 60) == 302
    assert wati.post(f"{CUT}/rounds", round=1).status_code == 409  # an older page
    assert wati.post(f"{CUT}/rounds", round=2).status_code == 302
    assert UNSEEN not in wati.browser.get(CUT).text
    result = hendra.browser.get(f"{CUT}/result").text
    assert "Hasil putaran 2: 66,83" in result  # (76 + 2*65 + 3*65) / 6
    assert rate(hendra, 0, 0, 0, 0, 0) == 409
    lines = wati.browser.get(f"{CUT}/export").text.splitlines()
    assert len(lines) == 1 + 2 * 2 * 5
    with pytest.raises(DatabaseError, match="never rewritten"), transaction():
        db.session.execute(update(CutRating).values(percent=0))


def test_a_quiz_uses_the_decision(
    app: Flask, rani: Sitter, wati: Sitter, cast: Cast, publish: Publish
) -> None:
    old = rani.start()
    rani.answer_right(old, "uji-001", "uji-002")
    rani.submit(old)
    decided(app, wati, cast)
    kept = db.session.scalars(select(CutDecision)).one()
    assert (kept.cut, kept.judges) == (Decimal("50.00"), 2)
    with pytest.raises(DatabaseError, match="never rewritten"), transaction():
        db.session.query(CutDecision).update({"cut": 1})
    publish(**{"02-kuis.quiz.md": quiz_with().replace("pass_mark: 70", "cut: batas-layar")})
    assert "Ditetapkan panel, sekitar 50" in rani.browser.get(QUIZ_URL).text
    assert "menurut batas panelnya" in rani.browser.get(f"/courses/{SLUG}").text
    begun = rani.start()
    rani.answer_right(begun, "uji-001", "uji-002")  # 3 of 6 points
    rani.submit(begun)
    now, before = attempt(begun), attempt(old)
    assert (now.score, now.passed, now.pass_mark) == (50, True, 50)
    assert now.basis == "items"
    assert (before.score, before.passed, before.pass_mark) == (50, False, None)
    told = rani.browser.get(f"/attempts/{begun}/result").text
    assert "Batas lulus 50." in told
    assert "dihitung dari penilaian panel" in told


def test_publishing_asks_for_a_panel_that_knows_the_questions(
    app: Flask, rani: Sitter, wati: Sitter, cast: Cast, publish: Publish
) -> None:
    cut = quiz_with().replace("pass_mark: 70", "cut: batas-layar")
    with pytest.raises(Invalid, match="belum memutuskan"):
        publish(**{"02-kuis.quiz.md": cut})
    decided(app, wati, cast)
    with pytest.raises(Invalid, match="belum menilai 1 soal kuis kuis"):
        publish(**{"02-kuis.quiz.md": cut.replace("Siapa yang dilayani?", "Siapa dia?")})
    publish(**{"02-kuis.quiz.md": cut})


def test_a_judge_reads_at_the_desk_that_a_panel_waits(app: Flask, wati: Sitter, cast: Cast) -> None:
    judging = judge(app, wati, cast.hendra)
    assert "5 menunggu Anda" in judging.browser.get("/desk").text
    rate(judging, *[50] * 5)
    assert "menunggu Anda" not in judging.browser.get("/desk").text


def test_a_judge_without_any_role_comes_to_the_panel_from_home(
    app: Flask, wati: Sitter, cast: Cast
) -> None:
    assert "Anda penilai panel" not in Sitter(app.test_client(), cast.nurul).browser.get("/").text
    judging = judge(app, wati, cast.nurul)
    home = judging.browser.get("/").text
    assert "Anda penilai panel “Batas layar”" in home
    assert "5 soal menunggu penilaian Anda." in home
    assert f'href="{CUT}"' in home
    rate(judging, 50, 50)
    assert "3 soal menunggu penilaian Anda." in judging.browser.get("/").text
    rate(judging, *[50] * 5)
    assert "Semua soal sudah Anda nilai" in judging.browser.get("/").text


def test_an_invitation_is_taken_back_with_a_reason_and_somebody_else_judges(
    app: Flask, wati: Sitter, cast: Cast
) -> None:
    hendra = judge(app, wati, cast.hendra)
    away = f"{CUT}/judges/{cast.hendra.id}/withdrawal"
    assert away in wati.browser.get(CUT).text
    assert hendra.browser.get(away).status_code == 403
    assert wati.post(away, reason=" ").status_code == 422
    own = wati.post(away, reason="Cuti", nip=cast.hendra.nip)
    assert (own.status_code, "Isi NIP orang lain" in own.text) == (422, True)
    learner = wati.post(away, reason="Cuti", nip=cast.rani.nip)
    assert (learner.status_code, "peserta kursus ini" in learner.text) == (422, True)
    assert hendra.browser.get(CUT).status_code == 200, "nothing of that was kept"
    assert wati.post(away, reason="Cuti melahirkan", nip=cast.yusuf.nip).location == CUT
    assert hendra.browser.get(CUT).status_code == 404
    assert "Anda penilai panel" not in hendra.browser.get("/").text
    page = wati.browser.get(CUT).text
    assert "1 undangan dicabut" in page
    assert "Cuti melahirkan" in page
    assert wati.browser.get(away).status_code == 404
    yusuf = Sitter(app.test_client(), cast.yusuf)
    assert rate(yusuf, *[50] * 5) == 302
    rated = f"{CUT}/judges/{cast.yusuf.id}/withdrawal"
    assert rated not in wati.browser.get(CUT).text
    assert wati.post(rated, reason="Cuti").status_code == 409
    judge(app, wati, cast.hendra)
    assert rate(hendra, *[50] * 5) == 302, "invited again"

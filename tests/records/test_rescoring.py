"""A corrected key reaches the register: a better score follows it, a lower one never."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from flask import Flask

from cast import Cast
from lms.assessment import actions as quizzes
from lms.foundation import clock
from lms.foundation.database import db, transaction
from lms.records.actions import Change, correct_completion
from lms.records.models import JpCredit
from quizzes import as_shown, attempt, drawn_of, identifier, place_of
from registers import NOW, Learner, completions

OTHER = {"kind": "right", "right": [2]}  # it was "Atasan" all along
BACK = {"kind": "right", "right": [1]}
MOST = ("uji-002", "uji-003", "uji-004", "uji-005")


def finished(app: Flask, someone: Any, first: str) -> Learner:
    """All right but the first question, which is answered as said."""
    learner = Learner(app.test_client(), someone)
    learner.enrol()
    learner.read()
    begun = learner.start()
    learner.answer_right(begun, *MOST)
    place = place_of(begun, "uji-001")
    learner.put(begun, place, as_shown(drawn_of(begun)[place - 1], [first]))
    learner.submit(begun)
    learner.begun = begun  # type: ignore[attr-defined]  # the attempt by which it was finished
    return learner


def correct(cast: Cast, learner: Learner, change: dict[str, Any], key: str) -> None:
    begun = learner.begun  # type: ignore[attr-defined]
    digest = next(it["digest"] for it in drawn_of(begun) if identifier(it) == "uji-001")
    with transaction():
        wanted = quizzes.Wanted(change, "Kuncinya keliru.", key)
        made = quizzes.correct(digest, cast.wati.id, cast.province, wanted).id
    for _ in range(2):
        quizzes.regrade(made)


@pytest.mark.usefixtures("rani")
def test_a_better_score_follows_and_a_lower_one_never(app: Flask, cast: Cast) -> None:
    rani = finished(app, cast.rani, "Atasan")
    finished(app, cast.dedi, "Warga")
    first, other = completions()
    assert [first.score, other.score] == [Decimal("83.33"), Decimal(100)]
    correct(cast, rani, OTHER, "satu")
    *_, better = completions()
    assert len(completions()) == 3, "one that is lower is no correction"
    assert (better.replaces, better.score, better.recorded_by) == (first.id, 100, "system")
    kept = ("jp", "completed_at", "completed_on", "person_id", "revision", "unit_path")
    assert all(getattr(better, name) == getattr(first, name) for name in kept)
    assert better.position > other.position
    year = db.session.scalars(db.select(JpCredit.jp).where(JpCredit.person_id == cast.rani.id))
    assert sum(year) == first.jp, "reversed and credited anew"
    page = rani.browser.get("/transcript").text
    assert "Dikoreksi: Nilai dihitung ulang setelah kunci soal diperbaiki." in page
    rani.post("/language", language="en")
    assert "The score was worked out anew" in rani.browser.get("/transcript").text
    correct(cast, rani, BACK, "dua")
    assert [it.score for it in completions()[2:]] == [Decimal(100)]


@pytest.mark.parametrize("engine_url", ["sqlite"], indirect=True)
@pytest.mark.usefixtures("rani")
def test_what_came_later_and_what_an_officer_corrected_stay_out_of_it(
    app: Flask, cast: Cast
) -> None:
    rani = finished(app, cast.rani, "Atasan")
    with transaction():
        said = Change(score=Decimal(71))
        correct_completion(completions()[0].id, cast.siti.id, "Nilai lisan", said)
    correct(cast, rani, OTHER, "satu")
    assert [it.score for it in completions()] == [Decimal("83.33"), Decimal(71)]
    nurul = finished(app, cast.nurul, "Warga")
    assert completions()[-1].score == Decimal("83.33"), "by the key of now"
    with clock.at(NOW + timedelta(days=1)):
        later = nurul.start()
        nurul.answer_right(later, *MOST)
        place = place_of(later, "uji-001")
        nurul.put(later, place, as_shown(drawn_of(later)[place - 1], ["Atasan"]))
        nurul.submit(later)
    assert attempt(later).score == Decimal(100)
    correct(cast, nurul, {"kind": "right", "right": [2, 3]}, "tiga")
    assert completions()[-1].score == Decimal("83.33"), "practice of later counts for nothing"

"""Feedback at once: an answer that was checked is settled, and the person goes on."""

from collections.abc import Callable
from uuid import UUID

import pytest

from lms.assessment import queries
from lms.foundation.database import db
from pages import read
from quizzes import Sitter, as_shown, drawn_of, place_of, quiz_with

Publish = Callable[..., str]


def page_url(attempt_id: UUID, place: int) -> str:
    return f"/attempts/{attempt_id}/questions/{place}"


@pytest.fixture
def begun(rani: Sitter) -> UUID:
    return rani.start()


def test_feedback_at_once_settles_the_answer(rani: Sitter, publish: Publish) -> None:
    publish(**{"02-kuis.quiz.md": quiz_with(feedback="at_once", purpose="practice")})
    begun = rani.start()
    place = place_of(begun, "uji-001")
    url = f"/attempts/{begun}/answers/{place}"
    assert "Periksa jawaban" in rani.browser.get(page_url(begun, place)).text
    wrong = as_shown(drawn_of(begun)[place - 1], ["Atasan"])
    assert rani.post(url, answer=wrong, to="check").location == page_url(begun, place)
    page = rani.browser.get(page_url(begun, place)).text
    assert "Pilihan Anda, keliru" in page
    assert "Bukan itu." in page
    assert 'name="answer"' not in page
    right = as_shown(drawn_of(begun)[place - 1], ["Warga"])
    refused = rani.put(begun, place, right)
    assert refused.status_code == 409
    assert refused.json
    assert "sudah diperiksa" in refused.json["detail"]
    db.session.rollback()
    assert queries.answers(begun)[place].value == {"answer": wrong, "unsure": False}


@pytest.mark.parametrize("engine_url", ["sqlite"], indirect=True)
def test_from_a_settled_answer_one_goes_on_in_peace(rani: Sitter, publish: Publish) -> None:
    publish(**{"02-kuis.quiz.md": quiz_with(feedback="at_once", purpose="practice")})
    begun = rani.start()
    rani.post(f"/attempts/{begun}/answers/1", answer="1", to="check")
    page = read(rani.browser.get(page_url(begun, 1)).text)
    held = {each.get("name"): each.get("value") for each in page.all("input")}
    onward = rani.post(f"/attempts/{begun}/answers/1", saved=held["saved"], to="next")
    assert onward.location == page_url(begun, 2)
    assert "sudah diperiksa" not in rani.browser.get(onward.location).text


@pytest.mark.parametrize("engine_url", ["sqlite"], indirect=True)
def test_nothing_is_not_checked(rani: Sitter, publish: Publish) -> None:
    publish(**{"02-kuis.quiz.md": quiz_with(feedback="at_once", purpose="practice")})
    begun = rani.start()
    rani.post(f"/attempts/{begun}/answers/1", was="", to="check")
    page = rani.browser.get(page_url(begun, 1)).text
    assert "Jawab dulu soal ini" in page
    assert 'name="answer"' in page


@pytest.mark.parametrize("engine_url", ["sqlite"], indirect=True)
def test_feedback_after_handing_in_cannot_be_asked_for_before(rani: Sitter, begun: UUID) -> None:
    rani.post(f"/attempts/{begun}/answers/1", answer="1", to="check")
    page = rani.browser.get(page_url(begun, 1)).text
    assert "Pilihan Anda, keliru" not in page
    assert "Pilihan Anda, benar" not in page
    assert "Jawaban benar" not in page
    assert 'name="answer"' in page
    assert rani.put(begun, 1, "2").status_code == 200

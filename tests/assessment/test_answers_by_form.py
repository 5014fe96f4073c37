"""The same quiz without scripts: each page is one form, and every way off it saves the answer."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from cast import Cast
from courses import SLUG
from lms.assessment import queries
from lms.foundation import clock
from lms.foundation.database import db
from pages import read
from quizzes import Sitter, as_shown, drawn_of, place_of

Publish = Callable[..., str]


@pytest.fixture
def begun(rani: Sitter) -> UUID:
    return rani.start()


def page_url(attempt_id: UUID, place: int) -> str:
    return f"/attempts/{attempt_id}/questions/{place}"


def send(sitter: Sitter, attempt_id: UUID, place: int, **typed: Any) -> TestResponse:
    """Fill in the question's form and press one of its buttons."""
    answer: TestResponse = sitter.browser.submit(  # type: ignore[attr-defined]
        page_url(attempt_id, place), to=f"/attempts/{attempt_id}/answers/{place}", **typed
    )
    return answer


def kept(attempt_id: UUID, place: int) -> Any:
    db.session.rollback()
    found = queries.answers(attempt_id).get(place)
    if found is None:
        return None
    # The paper is shuffled: where the question takes several choices, one is a list of one.
    return dict(found.value) | {"answer": _alone(found.value["answer"])}


def _alone(given: Any) -> Any:
    return given[0] if isinstance(given, list) and len(given) == 1 else given


@pytest.mark.parametrize(
    ("place", "to", "onward"),
    [
        (2, "next", "questions/3"),
        (2, "prev", "questions/1"),
        (2, "5", "questions/5"),
        (1, "prev", "questions/1"),
        (5, "next", "submission"),
        (2, "finish", "submission"),
        (2, "99", "submission"),
        (2, "entah", "questions/2"),
        (2, "-3", "questions/2"),
    ],
)
@pytest.mark.parametrize("engine_url", ["sqlite"], indirect=True)
def test_each_button_saves_and_leads_on(
    rani: Sitter, begun: UUID, place: int, to: str, onward: str
) -> None:
    answer = rani.post(f"/attempts/{begun}/answers/{place}", answer="1", to=to)
    assert answer.location == f"/attempts/{begun}/{onward}"
    assert kept(begun, place) is not None


def test_leaving_saves_and_says_that_time_goes_on(rani: Sitter, begun: UUID) -> None:
    away = rani.post(f"/attempts/{begun}/answers/1", answer="1", to="leave")
    assert away.location == f"/courses/{SLUG}"
    assert kept(begun, 1)
    assert "Waktu kuis terus berjalan sampai" in rani.browser.get(away.location).text


@pytest.mark.parametrize(
    ("name", "answer", "expected"),
    [
        ("uji-001", ["Warga"], None),
        ("uji-004", "  N.I.P ", "  N.I.P "),
        ("uji-005", "18", "18"),
    ],
)
def test_the_page_shows_again_what_was_answered(
    rani: Sitter, begun: UUID, name: str, answer: Any, expected: str | None
) -> None:
    place = place_of(begun, name)
    value = as_shown(drawn_of(begun)[place - 1], answer)
    send(rani, begun, place, answer=value, unsure="1")
    assert kept(begun, place) == {"answer": expected or value, "unsure": True}
    page = read(rani.browser.get(page_url(begun, place)).text)
    fields = [each for each in page.all("input") if each.get("name") == "answer"]
    shown = [each.attributes["value"] for each in fields if "checked" in each.attributes]
    assert (shown or [fields[0].attributes["value"]]) == [value]
    assert "Tersimpan di server pukul" in rani.browser.get(page_url(begun, place)).text


def test_several_options_may_be_ticked(rani: Sitter, begun: UUID) -> None:
    place = place_of(begun, "uji-002")
    rani.post(f"/attempts/{begun}/answers/{place}", answer=["1", "3"], to="next")
    assert kept(begun, place) == {"answer": ["1", "3"], "unsure": False}
    rani.post(f"/attempts/{begun}/answers/{place}", was="", to="next")
    assert kept(begun, place) == {"answer": None, "unsure": False}


def test_a_page_that_nobody_touched_writes_over_nothing(rani: Sitter, begun: UUID) -> None:
    """The laptop still shows the question as it was before the phone answered it."""
    place = place_of(begun, "uji-004")
    url = page_url(begun, place)
    old = read(rani.browser.get(url).text)
    was = next(each.attributes["value"] for each in old.all("input") if each.get("name") == "was")
    rani.put(begun, place, "NIP")
    rani.post(f"/attempts/{begun}/answers/{place}", answer="", was=was, to="next")
    assert kept(begun, place) == {"answer": "NIP", "unsure": False}


def test_a_form_that_a_script_stamped_counts_once(rani: Sitter, begun: UUID) -> None:
    rani.put(begun, 1, "1", counter=5)
    stamp = {"device": rani.device, "counter": "5", "client_time": "2026-11-22T03:00:00Z"}
    rani.post(f"/attempts/{begun}/answers/1", answer="2", to="next", **stamp)
    assert kept(begun, 1) == {"answer": "1", "unsure": False}
    rani.post(f"/attempts/{begun}/answers/1", answer="2", to="next", **stamp | {"counter": "6"})
    assert kept(begun, 1) == {"answer": "2", "unsure": False}


@pytest.mark.parametrize("engine_url", ["sqlite"], indirect=True)
def test_a_form_needs_no_clock(rani: Sitter, begun: UUID) -> None:
    """The second form is taken by a server whose clock is behind the first one's."""
    moment = clock.now()
    for answer, time in (("1", moment), ("2", moment - timedelta(seconds=9))):
        with clock.at(time):
            rani.post(f"/attempts/{begun}/answers/1", answer=answer, was="", to="next")
    assert kept(begun, 1) == {"answer": "2", "unsure": False}


@pytest.mark.parametrize("engine_url", ["sqlite"], indirect=True)
def test_a_form_whose_answers_were_saved_saves_nothing_more(rani: Sitter, begun: UUID) -> None:
    rani.put(begun, 1, "1")
    rani.post(f"/attempts/{begun}/answers/1", answer="2", saved="1", to="next")
    assert kept(begun, 1) == {"answer": "1", "unsure": False}


@pytest.mark.parametrize("engine_url", ["sqlite"], indirect=True)
def test_a_bad_stamp_is_refused_with_what_was_typed(rani: Sitter, begun: UUID) -> None:
    place = place_of(begun, "uji-004")
    long = "Nomor Induk Pegawai yang panjang"
    refused = rani.post(f"/attempts/{begun}/answers/{place}", answer=long, device="x", counter="y")
    assert refused.status_code == 422
    assert long in refused.text


def test_a_form_after_the_end_leads_to_the_result_and_says_so(
    app: Flask, rani: Sitter, begun: UUID, cast: Cast
) -> None:
    with clock.at(clock.now() + timedelta(minutes=21)):
        late = rani.post(f"/attempts/{begun}/answers/1", answer="1", was="", to="next")
        onward = rani.browser.get(late.location)
        assert onward.location == f"/attempts/{begun}/result"
        assert "sudah dikirim" in rani.browser.get(onward.location).text
    assert kept(begun, 1) is None

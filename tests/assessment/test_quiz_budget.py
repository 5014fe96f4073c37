"""What a quiz's pages may ask of the database, and that they ask no more as rows grow."""

from uuid import UUID

from flask import Flask

from cast import Cast
from lms.assessment.queries import result_shown
from quizzes import QUIZ_URL, Sitter
from statements import statements


def cost(sitter: Sitter, url: str) -> int:
    sitter.browser.get(url)  # fills the shelves of what never changes
    with statements() as asked:
        assert sitter.browser.get(url).status_code == 200
    return len(asked)


def grow(app: Flask, cast: Cast, sitter: Sitter) -> UUID:
    """Others sit the quiz too; Rani has sat it before, and answers from three devices."""
    for someone in (cast.dedi, cast.nurul, cast.hendra):
        other = Sitter(app.test_client(), someone)
        other.enrol()
        begun = other.start()
        other.answer_right(begun)
        other.submit(begun)
    sitter.submit(sitter.start())
    begun = sitter.start()
    for sitter.device in ("laptop", "phone", "office"):
        sitter.answer_right(begun)
    return begun


def test_a_questions_page_asks_at_most_four(app: Flask, rani: Sitter, cast: Cast) -> None:
    url = f"/attempts/{rani.start()}/questions/2"
    first = cost(rani, url)
    assert first <= 4
    rani.submit(UUID(url.split("/")[2]))
    begun = grow(app, cast, rani)
    assert cost(rani, f"/attempts/{begun}/questions/2") == first


def test_the_quizs_own_page_and_its_result_ask_few(app: Flask, rani: Sitter, cast: Cast) -> None:
    before = rani.start()
    rani.submit(before)
    with result_shown.muted():  # what upper rooms add is theirs to count
        assert cost(rani, f"/attempts/{before}/result") <= 8
    quiz, result = cost(rani, QUIZ_URL), cost(rani, f"/attempts/{before}/result")
    assert quiz <= 5
    grow(app, cast, rani)
    assert cost(rani, QUIZ_URL) == quiz
    assert cost(rani, f"/attempts/{before}/result") == result

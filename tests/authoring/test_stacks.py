"""A file of questions is taken apart and put together again without the loss of a byte."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lms.authoring.questions.filled import Filled, Row, filled_of, wording_as
from lms.authoring.questions.fitting import faults, misread
from lms.authoring.questions.stack import stack_of
from lms.catalog.publishing.digests import BANK, question_digest
from lms.catalog.reading import read, read_bank
from lms.catalog.wording import wording_of, written

CONTENT = Path(__file__).parents[2] / "content"
LINES = st.sampled_from(
    ["## Satu", "{#a type=single}", "", "- [x] ya", "```", "  > umpan", "> umum", "# judul", " "]
)
ENDS = st.sampled_from(["\n", "\r\n", "\n\n", ""])
FILES = st.lists(st.tuples(LINES, ENDS)).map(lambda it: "".join(a + b for a, b in it))
NEW = "## Baru\n{#baru type=short}\n\n- [x] ya\n"
PROSE = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), max_size=30)


@given(FILES, st.sampled_from(["", "---\ntitle: Kuis\n---\n", "---\r\ntitle: Kuis\r\n---\r\n"]))
def test_what_is_added_and_taken_out_again_leaves_no_trace(text: str, front: str) -> None:
    source = (front + text).encode()
    stack = stack_of(source)
    assert stack.source == source
    for number in range(1, len(stack.questions) + 2):
        more = stack.with_new(number, NEW)
        if not stack.questions or "```" in text:
            continue
        assert more.without(number).source == source
        if number < len(stack.questions):  # the last one has nowhere to go
            assert stack.moved(number, 1).moved(number + 1, -1) == stack
        again = stack_of(more.source)
        assert again.questions == more.questions


@given(
    st.lists(PROSE, min_size=6, max_size=6), st.sampled_from(["single", "short", "order", "sjt"])
)
def test_what_is_typed_comes_back_or_is_refused_with_its_place(given: list[str], kind: str) -> None:
    heading, more, one, other, comment, general = (" ".join(each.split()) for each in given)
    rows = (
        Row(one or "a", right=True, feedback=comment, weight="5"),
        Row(other or "b", weight="2"),
    )
    filled = Filled(kind, "a-1", heading, more, general, {}, rows)
    said = wording_as(filled)
    if faults(filled) or misread(said):
        return
    back = wording_of(written(said))
    assert back
    assert [each.feedback for each in back.answers] == [comment, ""]
    assert wording_as(filled_of(back)) == back


def test_our_own_questions_mean_the_same_as_the_form_writes_them() -> None:
    reading = read(CONTENT)
    own = [it for course in reading.courses for module in course.modules for it in module.questions]
    own += [it for bank in reading.bank for it in bank.questions]
    wordings = [wording_of(it.source) for it in own]
    assert all(wordings)
    texts = [written(wording_as(filled_of(it))) for it in wordings if it]
    anew = read_bank("soal", ("---\ntitle: Soal\n---\n" + "\n".join(texts)).encode())
    assert not anew.mistakes
    for was, now in zip(own, anew.bank[0].questions, strict=True):
        if "/media/" not in str(was.content) and "/courses/" not in str(was.content):
            assert question_digest(BANK, now) == question_digest(BANK, was), was.identifier


@pytest.mark.parametrize("text", ["", "apa", "## Satu", "## A\n{#a type=x}", "## A\n{#a}\n## B"])
def test_what_is_no_question_has_no_places(text: str) -> None:
    assert wording_of(text) is None

"""Whatever a device sends, it is kept or refused with a sentence; nothing breaks."""

from contextlib import suppress
from typing import Any
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lms.assessment.paper.answers import Given, read
from lms.foundation.errors import Invalid
from quizzes import Sitter

SOUND = {"value": "1", "device": "laptop", "counter": 1}
LONG = b'{"value": "1", "device": "laptop", "counter": 1' + b" " * 260_000 + b"}"
WRONG: list[Any] = [
    *(None, [], "1", 7, {}),
    *(SOUND | {"counter": counter} for counter in (0, -1, 1.5, "1", True, None, 2**53 + 1)),
    *(SOUND | {"device": device} for device in ("", "x" * 65, "a b", None, 1, "é", "a\n")),
    *(SOUND | {"client_time": moment} for moment in (1, {}, [])),
    *(
        SOUND | {"value": value}
        for value in (True, {"a": 1}, [[1]], [None], "x" * 20_001, ["x"] * 101)
    ),
    *(SOUND | {"value": value} for value in ("\0", "\ud800", ["x" * 101], {"answer": {"a": "b"}})),
    *(SOUND | {"value": {"answer": "1", "unsure": unsure}} for unsure in (1, "ya", None)),
]


@pytest.mark.parametrize("sent", WRONG, ids=range(len(WRONG)))
def test_a_wrong_shape_is_refused_with_a_sentence(sent: Any) -> None:
    with pytest.raises(Invalid) as refusal:
        read(sent)
    assert str(refusal.value.sentence).endswith(".")


@pytest.mark.parametrize("value", ["1", None, ["1", "2"], [], 12, 0.5, {"answer": "1"}, {}])
def test_a_right_shape_is_read(value: Any) -> None:
    assert read(SOUND | {"value": value}).value.keys() == {"answer", "unsure"}


anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=8,
)
likely = st.fixed_dictionaries(
    {},
    optional={
        "value": anything | st.fixed_dictionaries({"answer": anything, "unsure": st.booleans()}),
        "device": anything | st.just("laptop"),
        "counter": anything | st.integers(1),
        "client_time": anything | st.datetimes().map(str) | st.just("0001-01-01T00:00:00+14:00"),
    },
)


@given(anything | likely)
def test_anything_is_read_or_refused(sent: Any) -> None:
    with suppress(Invalid):
        assert isinstance(read(sent), Given)


@pytest.mark.parametrize(
    "body",
    [b"", b"{", b"[" * 9000, b"\xff", b'{"counter": 1' + b"0" * 9000 + b"}", b"null", LONG],
)
def test_a_body_that_is_no_answer_is_refused(rani: Sitter, body: bytes) -> None:
    refused = rani.browser.put(
        f"/attempts/{uuid4()}/answers/1",
        data=body,
        content_type="application/json",
        headers={"X-CSRFToken": rani.token},
    )
    assert refused.status_code == 422
    assert refused.json
    assert refused.json["detail"].endswith(".")

"""A receiver on this machine, and an app that may send to it."""

from collections.abc import Iterator

import pytest

from hooked import let_loopback
from receivers import Receiver, receiving


@pytest.fixture(autouse=True)
def trial(request: pytest.FixtureRequest) -> None:
    if "app" in request.fixturenames:
        let_loopback(request.getfixturevalue("app"))


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    with receiving() as it:
        yield it

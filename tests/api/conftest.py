"""What tests of the API may ask for."""

import pytest

from browser import Browser
from cast import Cast
from lms.api import asking
from registers import Register
from tokens import Program, let_program_in


@pytest.fixture(autouse=True)
def _patience() -> None:
    """No test waits for what another one asked."""
    for bucket in (asking.TOKENS, asking.STRANGERS):
        bucket.forget()


@pytest.fixture
def register(cast: Cast) -> Register:
    return Register(cast)


@pytest.fixture
def program(browser: Browser, cast: Cast) -> Program:
    """With every right of Siti's, who keeps the province's records."""
    return Program(browser, let_program_in(cast.siti))

"""The register with certificates, the rules of the province, and SIASN standing in."""

from collections.abc import Iterator
from datetime import datetime
from unittest.mock import patch

import pytest
from flask import Flask

from awards import settle
from cast import Cast
from lms.foundation import clock
from quizzes import Sitter
from registers import NOW, Register
from sendings import give_rules
from standin import StandIn, standing_in


@pytest.fixture(autouse=True)
def now() -> Iterator[datetime]:
    """The clock stands still, and nobody waits for a turn."""
    with clock.at(NOW), patch("lms.siasn.sending.sleep"):
        yield NOW


@pytest.fixture
def register(cast: Cast) -> Register:
    settle(cast.province, cast.hendra.id)
    return Register(cast)


@pytest.fixture(scope="session")
def one_siasn() -> Iterator[StandIn]:
    with standing_in() as siasn:
        yield siasn


@pytest.fixture
def siasn(app: Flask, cast: Cast, one_siasn: StandIn) -> StandIn:
    """SIASN knows Rani, Dedi and Nurul; this site has the province's account there."""
    held = one_siasn
    held.forget()
    held.locked, held.pause = False, "2"
    held.people = {each.nip: f"orang-{each.id:04}" for each in cast.people.values()}
    given = held.settings("5500")
    app.config["SETTINGS"] = app.config["SETTINGS"].model_copy(update=given)
    return held


@pytest.fixture
def rules(cast: Cast) -> None:
    give_rules(cast)


@pytest.fixture
def siti(app: Flask, cast: Cast) -> Sitter:
    """Keeps the province's register."""
    return Sitter(app.test_client(), cast.siti)

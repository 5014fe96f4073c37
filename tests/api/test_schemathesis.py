"""A stranger to the code asks all that the document allows, and what it does not."""

from collections.abc import Iterator
from datetime import date
from typing import Any
from unittest.mock import patch

import pytest
import schemathesis
from flask import Flask
from schemathesis.engine import Status, from_schema
from schemathesis.engine.events import NonFatalError, ScenarioFinished
from schemathesis.python import wsgi
from werkzeug.test import Client

from awards import issued, settle
from cast import Cast
from lms.api import asking
from lms.web.throttle import Bucket
from registers import Register
from tokens import let_program_in

# Nothing of that name may be here; `right_shapes_are_taken` knows which 422 says so.
TAKEN = ["2xx", "304", "401", "403", "404", "409", "422", "429"]
OF_SOCKETS = {"max_redirects", "verify", "cert", "proxies"}


class InProcess(Client):
    """A call by which Schemathesis tests for 401 is given what only sockets know."""

    def open(self, *given: Any, **named: Any) -> Any:
        return super().open(*given, **{k: v for k, v in named.items() if k not in OF_SOCKETS})


@schemathesis.check
def right_shapes_are_taken(_: Any, response: Any, case: Any) -> None:
    """What has the right shape may name what is not here, but is never called unfit."""
    if case.meta and case.meta.generation.mode.is_positive and response.status_code == 422:
        assert not response.json()["type"].endswith("#unfit"), response.text


def faults(app: Flask, token: str | None, examples: int) -> Iterator[str]:
    """What any check found wrong, each with how to see it again."""
    told = {"Accept-Encoding": "identity"}
    if token:
        told["Authorization"] = f"Bearer {token}"
    config = schemathesis.Config.from_dict(
        {
            "seed": 1,
            "headers": told,
            "workers": 1,
            "generation": {"max-examples": examples, "deterministic": True, "database": "none"},
            "phases": {"stateful": {"enabled": False}},
            "checks": {"positive_data_acceptance": {"expected-statuses": TAKEN}},
        }
    )
    with patch.object(wsgi, "get_client", InProcess):
        yield from _all(schemathesis.openapi.from_wsgi("/api/v1/openapi.json", app, config=config))


def _all(schema: Any) -> Iterator[str]:
    for event in from_schema(schema).execute():
        if isinstance(event, NonFatalError):
            yield str(event.info)
        if isinstance(event, ScenarioFinished):
            yield from _failed(event)


def _failed(event: ScenarioFinished) -> Iterator[str]:
    for checks in event.recorder.checks.values():
        for each in checks:
            if each.status is Status.FAILURE and each.failure_info:
                failure: Any = each.failure_info
                yield f"{event.label}: {each.name}: {failure.failure}\n{failure.code_sample}"


@pytest.fixture
def token(cast: Cast, course: str, register: Register) -> str:
    """Of somewhere where there is something of everything to be told."""
    settle(cast.province, cast.siti.id)
    for someone in (cast.rani, cast.dedi):
        issued(register.add(someone, date(2026, 5, 4)))
    return let_program_in(cast.siti)


@pytest.mark.filterwarnings("ignore:Generating overly large repr")
@pytest.mark.parametrize("engine_url", ["sqlite"], indirect=True)
@pytest.mark.parametrize(
    ("known", "examples"), [(True, 3), (False, 1), pytest.param(True, 200, marks=pytest.mark.deep)]
)
def test_it_does_what_its_document_says(app: Flask, token: str, known: bool, examples: int) -> None:
    plenty = Bucket(most=10**6, seconds=1)
    with patch.object(asking, "TOKENS", plenty), patch.object(asking, "STRANGERS", plenty):
        found = sorted(set(faults(app, token if known else None, examples)))
    assert not found, "\n\n".join([f"{len(found)} faults", *found[:20]])

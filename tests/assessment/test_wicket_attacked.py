"""What Flask would refuse, the wicket saves not; what it remembers stays small."""

import json
from typing import Any
from unittest.mock import patch
from uuid import UUID

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from lms.assessment import queries
from lms.foundation.database import db
from quizzes import Sitter

pytestmark = pytest.mark.parametrize("engine_url", ["sqlite"], indirect=True)


@pytest.fixture
def begun(rani: Sitter) -> UUID:
    """Rani's attempt, of which one answer is saved, so that the wicket knows her browser."""
    attempt_id = rani.start()
    assert rani.put(attempt_id, 1, "1").status_code == 200
    return attempt_id


def kept(attempt_id: UUID) -> Any:
    db.session.rollback()
    found = queries.answers(attempt_id).get(1)
    return found.value["answer"] if found else None


def put(rani: Sitter, address: object, **changed: Any) -> TestResponse:
    """As the page's script, with other headers or another address."""
    body = json.dumps({"value": "2", "device": "laptop", "counter": next(rani.counters)})
    headers = {"X-CSRFToken": rani.token} | changed.pop("headers", {})
    return rani.browser.put(f"/attempts/{address}/answers/1", data=body, headers=headers, **changed)


def test_an_attempt_has_one_address(rani: Sitter, begun: UUID) -> None:
    plain = begun.hex
    written = f"{plain[:4]}-{plain[4:12]}-{plain[12:16]}-{plain[16:20]}-{plain[20:]}"
    assert len(written) == 36
    assert UUID(written) == begun
    assert put(rani, written).status_code == 404
    assert kept(begun) == "1"


def test_a_body_that_broke_off_is_not_taken_for_whole(rani: Sitter, begun: UUID) -> None:
    for length in ("400", "9" * 5000):
        cut = put(rani, begun, environ_overrides={"CONTENT_LENGTH": length})
        assert cut.status_code in {400, 413, 422}, length
    assert kept(begun) == "1"


def test_nobody_is_remembered_by_headers_without_end(app: Flask, rani: Sitter, begun: UUID) -> None:
    long = {"Referer": "http://localhost/?" + "a" * 5000}
    asked = app.full_dispatch_request
    with patch.object(app, "full_dispatch_request", side_effect=asked) as flask:
        for times in (1, 2):
            assert put(rani, begun, headers=long).status_code == 200
            assert flask.call_count == times
        assert put(rani, begun).status_code == 200
        assert flask.call_count == 2


def test_a_cookie_or_token_drawn_out_is_not_kept(app: Flask, rani: Sitter, begun: UUID) -> None:
    """Behind a signature its decoder passes over what belongs to no alphabet."""
    held = rani.browser.get_cookie("session")
    assert held
    stranger = app.test_client(use_cookies=False)
    with patch("lms.web.site._read", side_effect=AssertionError("it would be kept")):
        drawn_out = {"Cookie": f"session={held.value}{'!' * 5000}"}
        assert stranger.get("/account", headers=drawn_out).location.startswith("/sign-in")
    with patch("lms.web.forms._is_signed", side_effect=AssertionError("it would be kept")):
        again = put(rani, begun, headers={"X-CSRFToken": rani.token + "!" * 404})
        assert again.status_code == 200  # Flask-WTF's own word on it

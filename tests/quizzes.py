"""Sitting a quiz in a test, as a person's browser does it."""

import re
from itertools import count
from typing import Any
from uuid import UUID, uuid4

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from cast import Someone, let_in
from courses import QUIZ, SLUG
from lms.assessment.models import Attempt
from lms.catalog.library import question
from lms.foundation.database import db

MODULE = "kuis"
QUIZ_URL = f"/courses/{SLUG}/{MODULE}"
RIGHT: dict[str, Any] = {
    "uji-001": ["Warga"],
    "uji-002": ["Jelas", "Adil"],
    "uji-003": ["Benar"],
    "uji-004": "nip",
    "uji-005": "18",
}


def quiz_with(**declared: object) -> str:
    """The small course's quiz with other declarations, such as attempts=1."""
    text = QUIZ
    for name, value in declared.items():
        said = "null" if value is None else value
        text, found = re.subn(rf"(?m)^{name}: .*$", f"{name}: {said}", text)
        assert found == 1, f"the quiz declares no {name}"
    return text


class Sitter:
    """Somebody at a browser, with what a test needs to say about their attempts."""

    def __init__(self, browser: FlaskClient, someone: Someone, device: str = "laptop") -> None:
        self.browser, self.someone, self.device = browser, someone, device
        self.counters = count(1)
        self.token = let_in(browser, someone)

    def enrol(self, slug: str = SLUG) -> None:
        self.post(f"/courses/{slug}/enrolment")

    def post(self, url: str, **form: Any) -> TestResponse:
        return self.browser.post(url, data={"csrf_token": self.token, **form})

    def start(self, attempt_id: UUID | None = None, url: str = QUIZ_URL) -> UUID:
        """Begin, or go on; answers the attempt that it led to."""
        answer = self.post(f"{url}/attempts", id=attempt_id or uuid4())
        assert answer.status_code == 302, answer.text
        return UUID(answer.location.split("/")[2])

    def put(self, attempt_id: UUID, place: int, answer: Any, **changed: Any) -> TestResponse:
        """Save an answer as answer.js does."""
        sent = {"value": answer, "device": self.device, "counter": next(self.counters)} | changed
        return self.browser.put(
            f"/attempts/{attempt_id}/answers/{place}",
            json=sent,
            headers={"X-CSRFToken": self.token},
        )

    def submit(self, attempt_id: UUID) -> TestResponse:
        return self.post(f"/attempts/{attempt_id}/submission")

    def answer_right(self, attempt_id: UUID, *identifiers: str) -> None:
        """Give the right answer to these questions, or to all."""
        for place, drawn in enumerate(drawn_of(attempt_id), 1):
            name = identifier(drawn)
            if not identifiers or name in identifiers:
                assert self.put(attempt_id, place, as_shown(drawn, RIGHT[name])).status_code == 200


def attempt(attempt_id: UUID) -> Attempt:
    """The attempt as the database has it now."""
    db.session.rollback()
    found = db.session.get(Attempt, attempt_id)
    assert found is not None
    return found


def drawn_of(attempt_id: UUID) -> list[dict[str, Any]]:
    return attempt(attempt_id).drawn


def identifier(drawn: dict[str, Any]) -> str:
    return question(drawn["digest"]).key.rpartition("#")[2]


def place_of(attempt_id: UUID, name: str) -> int:
    """Where the question lies on this paper."""
    return next(
        place for place, drawn in enumerate(drawn_of(attempt_id), 1) if identifier(drawn) == name
    )


def as_shown(drawn: dict[str, Any], wanted: Any) -> Any:
    """The wanted options' places on this paper; a typed answer as it is."""
    if isinstance(wanted, str):
        return wanted
    options = question(drawn["digest"]).content["options"]
    named = [str(i) for i, n in enumerate(drawn["options"], 1) if options[n - 1]["html"] in wanted]
    assert len(named) == len(wanted), f"{wanted} are not all among {options}"
    return named if question(drawn["digest"]).type == "multiple" else named[0]

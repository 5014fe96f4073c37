"""A quiz with an essay in a test: who sits it, and who marks it by the real forms."""

import re
from collections.abc import Callable
from typing import Any
from uuid import UUID

from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from cast import Cast, Someone
from courses import QUIZ
from essays import Reader
from lms.assessment.models import Attempt
from lms.foundation.database import db
from quizzes import Sitter, place_of

Publish = Callable[..., str]
ESSAY = """
## Bagaimana Anda melayani warga lanjut usia?
{#uji-esai type=essay competency=M.5 level=2 points=5 topic=warga min_words=5 max_words=300}

Tulislah dengan contoh.

| Perilaku | 1 Belum tampak | 2 Mulai tampak | 3 Tampak | 4 Menonjol |
|---|---|---|---|---|
| Memahami kebutuhan warga (M.5) | Tidak disebut | Umum | Per kelompok | Dengan data |
| Menulis dengan jelas | Sulit diikuti | Runtut | Ringkas | Siap dipakai |

> Jawaban yang baik menyebut jalur tersendiri.
"""
TEXT = "Saya menyediakan kursi dan jalur tersendiri.\n\nLalu saya mencatat keluhannya."


def quiz_with_essay(marking: str = "", **declared: object) -> str:
    """The small course's quiz with an essay at its end; `marking` is what its key says."""
    text = QUIZ.replace("attempts: 3\n", f"attempts: 3\nmarking: {{{marking}}}\n") + ESSAY
    for name, value in declared.items():
        text, found = re.subn(rf"(?m)^{name}: .*$", f"{name}: {value}", text)
        assert found == 1, f"the quiz declares no {name}"
    return text


def essay_place(attempt_id: UUID) -> int:
    return place_of(attempt_id, "uji-esai")


def sit(sitter: Sitter, text: str = TEXT, *right: str) -> UUID:
    """Answer all (or what is named of) the machine's questions right, write, and hand in."""
    begun = sitter.start()
    names = right or ("uji-001", "uji-002", "uji-003", "uji-004", "uji-005")
    sitter.answer_right(begun, *names)
    sitter.put(begun, essay_place(begun), text)
    sitter.submit(begun)
    return begun


def enrolled(app: Flask, cast: Cast, publish: Publish, marking: str = "", **said: object) -> Sitter:
    """Rani, in the small course with an essay in its quiz."""
    publish(**{"02-kuis.quiz.md": quiz_with_essay(marking, **said)})
    sitter = Sitter(app.test_client(), cast.rani)
    sitter.enrol()
    return sitter


class Marker(Reader):
    """Somebody at the marking desk."""

    def __init__(self, browser: FlaskClient, someone: Someone) -> None:
        super().__init__(browser, someone)

    def address(self, attempt_id: UUID) -> str:
        return f"/marking/{attempt_id}/{essay_place(attempt_id)}"

    def mark(
        self, attempt_id: UUID, *levels: int | None, comment: str = "", **changed: Any
    ) -> TestResponse:
        """Fill in the form of an essay's page and send it."""
        rows = {f"rubric-{n}": str(level) for n, level in enumerate(levels) if level is not None}
        address = self.address(attempt_id)
        return self.browser.submit(address, comment=comment, **rows, **changed)  # type: ignore[attr-defined]


def attempt_now(attempt_id: UUID) -> Attempt:
    db.session.rollback()
    return db.session.get_one(Attempt, attempt_id)

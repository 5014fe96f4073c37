"""Writing an assignment and reviewing it in a test, as people's browsers do it."""

import io
import re
from datetime import date
from itertools import count
from typing import Any
from uuid import UUID, uuid4

from flask.testing import FlaskClient
from sqlalchemy import select
from werkzeug.test import TestResponse

from cast import Cast, Someone, let_in
from courses import SLUG
from lms.assignments.models import Submission
from lms.foundation.database import db, transaction
from lms.mentoring.actions import pair
from lms.mentoring.models import Pair

MODULE = "kasus"
URL = f"/courses/{SLUG}/{MODULE}"
TEXT = "Warga lanjut usia menunggu bersama yang lain karena tidak ada jalur tersendiri."
BETTER = "Warga lanjut usia kini dilayani di meja khusus, tanpa anggaran baru."
RATINGS = (3, 4)
PDF = b"%PDF-1.7\n%fake\n1 0 obj\n<<>>\nendobj\n%%EOF\n"
PNG = b"\x89PNG\r\n\x1a\n" + b"\x00" * 64


def upload(name: str, content: bytes) -> tuple[io.BytesIO, str]:
    return io.BytesIO(content), name


def pair_up(mentor: Someone, mentee: Someone, since: date = date(2026, 1, 1)) -> int:
    """Let one be the other's mentor; answers the pair's id."""
    with transaction():
        return pair(mentor.id, mentee.id, since=since, goals="Menulis memo yang jelas").id


class Reader:
    """Somebody at a browser, who can send forms and read what scripts would read."""

    def __init__(self, browser: FlaskClient, someone: Someone, device: str = "laptop") -> None:
        self.browser, self.someone, self.device = browser, someone, device
        self.counters = count(1)
        self.token = let_in(browser, someone)

    def get(self, url: str) -> TestResponse:
        return self.browser.get(url)

    def post(self, url: str, **form: Any) -> TestResponse:
        return self.browser.post(url, data={"csrf_token": self.token, **form})


class Writer(Reader):
    """Somebody who writes the small course's case study."""

    def enrol(self) -> "Writer":
        self.post(f"/courses/{SLUG}/enrolment")
        return self

    def put_draft(self, text: str, base: int, url: str = URL, **changed: Any) -> TestResponse:
        """Save as draft.js does."""
        sent = {"value": {"text": text, "base": base}, "device": self.device}
        return self.browser.put(
            f"{url}/draft",
            json=sent | {"counter": next(self.counters)} | changed,
            headers={"X-CSRFToken": self.token},
        )

    def keep(self, text: str, base: int = 0, **changed: Any) -> TestResponse:
        """Press "Simpan draf" without scripts."""
        return self.post(f"{URL}/draft", id=str(uuid4()), base=base, text=text, **changed)

    def send(self, text: str = TEXT, url: str = URL, **changed: Any) -> TestResponse:
        """Hand in what the open page would send."""
        given = {"id": str(uuid4()), "base": self.version(), "text": text} | changed
        return self.post(f"{url}/submissions", **given)

    def hand_in(self, text: str = TEXT, **changed: Any) -> UUID:
        """Hand in and answer the submission's id."""
        submission_id = uuid4()
        answer = self.send(text, id=str(submission_id), **changed)
        assert answer.status_code == 302, answer.text
        return submission_id

    def version(self) -> int:
        """The version of the draft that the page shows now."""
        found = re.search(r'data-base="(\d+)"', self.get(URL).text)
        return int(found[1]) if found else 0

    def typed(self) -> str:
        """What lies in the text field of the page."""
        found = re.search(
            r"<textarea[^>]*data-draft[^>]*>\r?\n?(.*?)</textarea>", self.get(URL).text, re.DOTALL
        )
        assert found, "the page has no field to type in"
        return found[1].replace("\r\n", "\n")


class Mentor(Reader):
    """Somebody who reviews what others wrote."""

    def review(
        self,
        submission_id: UUID,
        verdict: str = "accepted",
        ratings: tuple[int | None, ...] = RATINGS,
        text: str = "Runtut. Tambahkan satu angka.",
    ) -> TestResponse:
        rows = {f"rubric-{n}": level for n, level in enumerate(ratings) if level is not None}
        address = f"/mentoring/submissions/{submission_id}/review"
        return self.post(address, verdict=verdict, text=text, **rows)


def submissions() -> list[Submission]:
    """All there are, as the database has them now."""
    db.session.rollback()
    return list(db.session.scalars(select(Submission).order_by(Submission.number)))


def the_pair(cast: Cast) -> Pair:
    return db.session.scalars(select(Pair).where(Pair.mentee_id == cast.rani.id)).one()

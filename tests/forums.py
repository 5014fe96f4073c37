"""A small course with a discussion that completion does not ask for, and people who take part."""

import re
from pathlib import Path
from typing import Any
from uuid import uuid4

from sqlalchemy import select
from werkzeug.test import TestResponse

from courses import COURSE
from essays import Reader
from lms.catalog import publishing
from lms.catalog.reading import read
from lms.foundation.database import db, transaction
from lms.learning.models import Contribution
from readings import publish_lessons

SLUG, MODULE = "membaca-bersama", "bincang"
COURSE_URL = f"/courses/{SLUG}"
URL = f"{COURSE_URL}/{MODULE}"
FORUM = f"{URL}/discussion"
PROMPT = """---
title: Bincang loket
summary: Satu pengalaman.
minutes: 15
---
Ceritakan **satu** janji layanan yang meleset.
"""
OPTIONAL = {"require: all": "require: [satu]"}


def publish_forum(
    folder: Path, agency_id: int, name: str = MODULE, prompt: str = PROMPT, asked: bool = False
) -> str:
    """A lesson and a discussion; `asked` for by completion or not."""
    assert "require: all" in COURSE
    path = folder / SLUG / f"02-{name}.discussion.md"
    publish_lessons(folder, agency_id, course={} if asked else OPTIONAL, satu=3)
    for other in path.parent.glob("*.discussion.md"):
        other.unlink()
    path.write_text(prompt)
    return publish_again(folder, agency_id)


def publish_again(folder: Path, agency_id: int) -> str:
    """As it lies in the folder."""
    reading = read(folder)
    assert not reading.mistakes, reading.mistakes
    with transaction():
        for course in reading.courses:
            publishing.publish(course, agency_id, None)
    return SLUG


class Speaker(Reader):
    """Somebody who takes part in the discussion."""

    def enrol(self) -> "Speaker":
        self.post(f"{COURSE_URL}/enrolment")
        return self

    def send(self, text: str, thread_id: int | None = None, **changed: Any) -> TestResponse:
        """Post what the form would send."""
        url = f"{FORUM}/{thread_id}/replies" if thread_id else FORUM
        return self.post(url, **({"key": str(uuid4()), "text": text} | changed))

    def say(self, text: str, thread_id: int | None = None) -> int:
        """Say something and answer its id."""
        answer = self.send(text, thread_id)
        assert answer.status_code == 302, answer.text
        found = re.search(r"#tanggapan-(\d+)$", answer.location)
        assert found, answer.location
        return int(found[1])

    def act(self, said_id: int, name: str, **form: Any) -> TestResponse:
        """Edit, delete, hide, show or mark something that was said."""
        return self.post(f"{FORUM}/contributions/{said_id}/{name}", **form)

    def type(self, text: str, thread_id: int = 0, counter: int = 1) -> TestResponse:
        """Save a draft as draft.js does."""
        sent = {"value": {"text": text, "base": 0}, "device": self.device, "counter": counter}
        headers = {"X-CSRFToken": self.token}
        return self.browser.put(f"{FORUM}/{thread_id}/draft", json=sent, headers=headers)

    def typed(self, url: str = URL) -> str:
        found = re.search(r"<textarea[^>]*>\r?\n?(.*?)</textarea>", self.get(url).text, re.DOTALL)
        assert found, "the page has no field to type in"
        return found[1]


def thread_url(thread_id: int) -> str:
    return f"{FORUM}/{thread_id}"


def said() -> list[Contribution]:
    """Everything that was said, as the database has it now."""
    db.session.rollback()
    return list(db.session.scalars(select(Contribution).order_by(Contribution.id)))

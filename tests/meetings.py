"""A course with a class and a webinar, and people who take places, scan, type and keep the list."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlalchemy import select
from werkzeug.test import TestResponse

from courses import COURSE, LESSON, PICTURE, write_files
from essays import Reader
from forums import publish_again
from lms.foundation import clock
from lms.foundation.database import db
from lms.learning.queries import visit
from lms.sessions.models import Attendance

SLUG, MODULE = "bertemu", "kelas"
COURSE_URL = f"/courses/{SLUG}"
URL = f"{COURSE_URL}/{MODULE}"
ROLL = f"{URL}/attendance/list"
STARTS = datetime(2026, 12, 10, 2, 0, tzinfo=UTC)  # nine in the morning in Jambi
ENDS = datetime(2026, 12, 10, 4, 0, tzinfo=UTC)
CLASS = """---
title: Kelas tatap muka
held: class
starts: 2026-12-10 09:00
ends: 2026-12-10 11:00
place: Aula BPSDM
places: 2
---
Bawa **satu** berkas.
"""
WEBINAR = """---
title: Tanya jawab
held: webinar
starts: 2026-12-11T09:00+08:00
ends: 2026-12-11T10:30+08:00
address: https://rapat.example.go.id/tanya
---
Siapkan pertanyaan.
"""
FILES = {
    "course.md": COURSE.replace("Melayani lewat Layar", "Bertemu"),
    "01-bacaan.md": LESSON.replace("Mulailah dari [kuis](02-kuis.quiz.md).", "Mulailah."),
    "02-kelas.session.md": CLASS,
    "03-tanya.session.md": WEBINAR,
    "media/kotak.svg": PICTURE,
}
ONLY_THE_CLASS = {"course.md": FILES["course.md"].replace("require: all", "require: [kelas]")}


def write_meetings(folder: Path, changed: dict[str, str | None] | None = None) -> Path:
    write_files(folder / SLUG, FILES | (changed or {}))
    return folder


def publish_meetings(
    folder: Path, agency_id: int, changed: dict[str, str | None] | None = None
) -> str:
    publish_again(write_meetings(folder, changed), agency_id)
    return SLUG


def publish_today(folder: Path, agency_id: int) -> str:
    """The class is on now."""
    hours = [clock.local(clock.now() + timedelta(hours=n)) for n in (-1, 2)]
    starts, ends = (f"{each:%Y-%m-%d %H:%M}" for each in hours)
    today = CLASS.replace("2026-12-10 09:00", starts).replace("2026-12-10 11:00", ends)
    return publish_meetings(folder, agency_id, {"02-kelas.session.md": today})


class Comer(Reader):
    """Somebody who comes to the meeting, or keeps its list."""

    def enrol(self) -> "Comer":
        self.post(f"{COURSE_URL}/enrolment")
        return self

    @property
    def enrolment_id(self) -> int:
        return visit(SLUG, self.someone.id).enrolment_id or 0

    @property
    def is_done(self) -> bool:
        return visit(SLUG, self.someone.id).is_done(MODULE)

    def type(self, code: str) -> TestResponse:
        return self.post(f"{URL}/attendance", code=code)

    def say(self, of: "Comer", what: str) -> TestResponse:
        return self.post(f"{ROLL}/{of.enrolment_id}", said=what)


def noted() -> list[tuple[bool | None, str]]:
    """Everything that was said of who was there, in order."""
    db.session.rollback()
    found = db.session.scalars(select(Attendance).order_by(Attendance.id))
    return [(each.present, each.means.value) for each in found]

"""A course with a scenario at a counter, and people who walk it."""

from pathlib import Path

from sqlalchemy import select
from werkzeug.test import TestResponse

from courses import COURSE, write_files
from essays import Reader
from forums import publish_again
from lms.foundation.database import db
from lms.learning.queries import visit
from lms.scenarios.models import Walk, WalkMove
from pages import read

SLUG, MODULE = "bercabang", "bingkisan"
COURSE_URL = f"/courses/{SLUG}"
URL = f"{COURSE_URL}/{MODULE}"
FILE = "01-bingkisan.scenario.md"
SCENARIO = """---
title: Bingkisan di loket
---
Anda **petugas loket**.

## Pagi di loket
{#loket}

Seorang warga menyodorkan bingkisan:

- sebuah kotak
- sepucuk surat

- Menerima bingkisannya -> terima
  > Ia berlalu sambil tersenyum.
- Menolak dengan sopan -> tolak
  > Ia heran, lalu **mengerti**.

## Kotak di laci
{#terima}

Isinya uang.

- Mengembalikannya -> tolak
- Menyimpannya -> simpan
  > Tidak ada yang melihat.
- Melihat lagi ke loket -> loket

## Dilaporkan
{#tolak end=good}

Yang ditolak pun **dilaporkan**.

## Ketahuan
{#simpan end=poor}

Yang disimpan menjadi perkara.
"""
FILES = {
    "course.md": COURSE.replace("Melayani lewat Layar", "Bercabang"),
    FILE: SCENARIO,
}


def write_crossroads(folder: Path, changed: dict[str, str | None] | None = None) -> Path:
    write_files(folder / SLUG, FILES | (changed or {}))
    return folder


def publish_crossroads(
    folder: Path, agency_id: int, changed: dict[str, str | None] | None = None
) -> str:
    publish_again(write_crossroads(folder, changed), agency_id)
    return SLUG


class Walker(Reader):
    """Somebody who walks the scenario by the buttons of its page."""

    def enrol(self) -> "Walker":
        self.post(f"{COURSE_URL}/enrolment")
        return self

    def begin(self, url: str = URL) -> "Walker":
        assert self.post(f"{url}/walks").status_code == 302
        return self

    def choose(self, text: str, url: str = URL) -> TestResponse:
        """By what its button says."""
        page = read(self.get(url).text)
        button = next(it for it in page.all("button") if text in it.text)
        at = next(it.get("value") for it in page.all("input") if it.get("name") == "at")
        return self.post(f"{url}/moves", choice=str(button.get("value")), at=str(at))

    def back(self, at: int) -> TestResponse:
        return self.post(f"{URL}/returns", at=str(at))

    @property
    def is_done(self) -> bool:
        db.session.rollback()
        return visit(SLUG, self.someone.id).is_done(MODULE)


def kept() -> list[tuple[str | None, list[int | None]]]:
    """Every walk in its order: its end, and the moves of which it is made."""
    db.session.rollback()
    asked = select(WalkMove).order_by(WalkMove.number)
    return [
        (walk.end, [it.choice for it in db.session.scalars(asked.filter_by(walk_id=walk.id))])
        for walk in db.session.scalars(select(Walk).order_by(Walk.id))
    ]

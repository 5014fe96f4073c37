"""Courses of lessons only, written as an author writes them; each publishing is a new revision."""

import shutil
from pathlib import Path

from courses import COURSE, publish_course

SLUG = "membaca-bersama"
LESSONS = {"satu": 3, "dua": 6, "tiga": 9}
UNUSED = {"01-bacaan.md": None, "02-kuis.quiz.md": None, "03-kasus.assignment.md": None}


def lesson(title: str, minutes: int, was: str = "", text: str = "Satu kalimat.") -> str:
    """The file of a lesson with two headings to stop at."""
    before = f"was: {was}\n" if was else ""
    return f"""---
title: {title}
summary: Satu bacaan.
minutes: {minutes}
{before}---
## Bagian pertama

{text}

## Bagian kedua

Kalimat terakhir.
"""


def files(**lessons: str | int) -> dict[str, str]:
    """Files by slug: how many minutes a lesson takes, or the whole of its file."""
    given = lessons or LESSONS
    return {
        f"{number:02}-{slug}.md": it if isinstance(it, str) else lesson(f"Bacaan {slug}", it)
        for number, (slug, it) in enumerate(given.items(), 1)
    }


def publish_lessons(
    folder: Path,
    agency_id: int,
    slug: str = SLUG,
    *,
    course: dict[str, str] | None = None,
    **lessons: str | int,
) -> str:
    """Publish a course of lessons (three by default); answers its slug.

    `course` replaces texts in course.md.
    """
    shutil.rmtree(folder / slug, ignore_errors=True)
    text = COURSE.replace("title: Melayani lewat Layar", "title: Membaca Bersama")
    for old, new in (course or {}).items():
        assert old in text, old
        text = text.replace(old, new)
    changed = {**UNUSED, **files(**lessons), "course.md": text}
    return publish_course(folder, agency_id, slug, **changed)

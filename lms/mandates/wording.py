"""What people are told of their duties; Indonesian first, then English."""

from datetime import date

from babel.dates import format_date

from lms.foundation import mail
from lms.foundation.language import say

AUDIENCE = say("Yang wajib mengikuti kursus ini")
HEADS = say("Atasan dari unit yang kewajibannya lewat tenggat")
TITLES = {
    "told": "Kewajiban belajar: {course}",
    "before": "Tenggat {day}: {course}",
    "late": "Tenggatnya lewat: {course}",
}
TEXTS = {
    "told": (
        "Anda wajib menyelesaikan kursus {course} paling lambat {day}, menurut kewajiban "
        "“{title}”. Anda sudah didaftarkan; mulailah kapan saja."
    ),
    "before": (
        "Kursus {course} perlu Anda selesaikan paling lambat {day}, menurut kewajiban “{title}”. "
        "Yang sudah Anda kerjakan tersimpan; lanjutkan dari tempat Anda berhenti."
    ),
    "late": (
        "Kursus {course} seharusnya selesai pada {day}, menurut kewajiban “{title}”. "
        "Anda masih dapat menyelesaikannya, dan tetap tercatat. Bila berhalangan, sampaikan kepada "
        "penyelenggara."
    ),
}
ENGLISH = {
    "told": "You are to complete this course by {day}. You are enrolled already.",
    "before": "Please complete this course by {day}.",
    "late": "This course was due on {day}; it can still be completed, and will be on record.",
}
BASIS = "Dasar: {basis}"
LONGEST_TITLE, LONGEST_BASIS = 120, 1000  # letters
DIGEST_TITLE = "Kewajiban belajar yang lewat tenggat di unit Anda"
DIGEST = """Di unit Anda ada {total} kewajiban belajar yang lewat tenggat:

{lines}

Siapa saja dan sejak kapan: {address}

In your unit {total} mandatory trainings are overdue; the address above tells whose.
"""


def reminder(kind: str, *, course: str, title: str, basis: str, due_on: date) -> tuple[str, str]:
    """The title and the text of one telling; `kind` is told, before or late."""
    day = format_date(due_on, "d MMMM yyyy", locale="id")
    english = ENGLISH[kind].format(day=format_date(due_on, "d MMMM yyyy", locale="en"))
    said = TEXTS[kind].format(course=course, title=title, day=day)
    parts = [said, BASIS.format(basis=basis[:LONGEST_BASIS]), english]
    return _short(TITLES[kind].format(course=course, day=day)), "\n\n".join(parts)


def digest(late: dict[str, int]) -> tuple[str, str]:
    """Of how many late duties there are by each mandate."""
    lines = "\n".join(f"- {title}: {count}" for title, count in sorted(late.items())[:20])
    address = mail.address("/reports/mandates")
    total = sum(late.values())
    return DIGEST_TITLE, DIGEST.format(total=total, lines=lines, address=address)


def _short(title: str) -> str:
    return title if len(title) <= LONGEST_TITLE else f"{title[: LONGEST_TITLE - 1]}…"

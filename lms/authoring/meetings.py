"""How long a course meets, beside the JP that it states; its meetings earn none of their own."""

from collections.abc import Iterator
from dataclasses import dataclass

from lms.catalog.queries import ABOUT
from lms.catalog.reading.shapes import ReadCourse
from lms.foundation.language import Sentence, say

KIND = "session"
MINUTES_A_JP = 45


@dataclass(frozen=True)
class Met:
    """The meetings of a course as it was read."""

    meetings: int
    minutes: int
    stated: int  # the JP of the whole course

    @property
    def jp(self) -> int:
        """What so many minutes come to, rounded down."""
        return self.minutes // MINUTES_A_JP


def met(course: ReadCourse) -> Met | None:
    lengths = [each.facts["minutes"] for each in course.modules if each.kind == KIND]
    return Met(len(lengths), sum(lengths), course.facts["jp"]) if lengths else None


def too_long(course: ReadCourse) -> Iterator[tuple[str, Sentence, Sentence]]:
    """Where it meets for longer than it counts: path, what is so, and how to mend it."""
    found = met(course)
    if found and found.jp > found.stated:
        text = say(
            "Pertemuannya saja %(minutes)d menit (%(jp)d JP), padahal kursus ini %(stated)d JP.",
            minutes=found.minutes,
            jp=found.jp,
            stated=found.stated,
        )
        mend = say("Naikkan JP kursus; pertemuan tidak menambah JP sendiri. Atau pendekkan.")
        yield ABOUT, text, mend

"""What a door of the desk is, and the halls in which doors stand."""

from collections.abc import Callable
from dataclasses import dataclass

from lms.foundation.language import Sentence, say


@dataclass(frozen=True)
class Door:
    """A page to work at, and whether a person may enter it today; `hall` is what it is near to."""

    hall: Sentence
    endpoint: str
    title: Sentence
    text: Sentence
    lets_in: Callable[[int], bool]
    waiting: Callable[[int], int] = lambda _: 0  # how much behind it waits for this person


WRITING = say("Menulis kursus")
GUIDING, TESTING = say("Mendampingi belajar"), say("Soal, kuis, dan penilaian")
REPORTING = say("Laporan dan data")
HALLS = (WRITING, GUIDING, TESTING, REPORTING)

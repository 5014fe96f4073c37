"""What differs between two texts of one file: in prose by blocks, in a quiz by questions."""

from dataclasses import dataclass

from lms.authoring.front import text_of
from lms.authoring.questions.differing import Asked, questions_differing
from lms.authoring.questions.stack import stack_of
from lms.authoring.sides import Kind, Row, side_by_side

QUIZ = ".quiz.md"


@dataclass(frozen=True)
class Differing:
    rows: list[Row]
    questions: list[Asked]


def differing(path: str, old: bytes, new: bytes) -> Differing:
    """Nothing of either where the texts say the same."""
    if not path.endswith(QUIZ):
        return Differing(_rows(text_of(old), text_of(new)), [])
    above = (text_of(stack_of(each).above.encode()) for each in (old, new))
    return Differing(_rows(*above), questions_differing(old, new))


def _rows(old: str, new: str) -> list[Row]:
    found = side_by_side(old, new)
    return found if any(row.kind not in {Kind.SAME, Kind.PASSED} for row in found) else []

"""What the form of a question's page holds, in the shape in which answer.js would send it."""

from collections.abc import Callable

from werkzeug.datastructures import MultiDict

from lms.assessment.marking.by_type import is_empty
from lms.foundation.errors import Invalid
from lms.foundation.language import Sentence, say

Form = MultiDict[str, str]


class Misplaced(Invalid):
    """Positions of steps from which no order follows; `positions` are those that were given."""

    def __init__(self, sentence: Sentence, positions: list[int | None]) -> None:
        super().__init__(sentence)
        self.positions = positions


def typed(answer: str, form: Form) -> str | list[str] | None:
    """The answer in a form; `answer` is how its look holds it. Raises Misplaced."""
    given = FORMS[answer](form)
    blank = isinstance(given, list) and is_empty(given)
    return None if blank else given or None


def _one(form: Form) -> str:
    # A browser sends other line ends than a script does; the same text must be the same.
    return form.get("answer", "").replace("\r\n", "\n")


def _all(form: Form) -> list[str]:
    return form.getlist("answer")


def _order(form: Form) -> list[str]:
    """The steps in the chosen order, with a gap where none was put."""
    given = form.getlist("position")
    positions = [_position(each, len(given)) for each in given]
    order = [""] * len(given)
    for step, position in enumerate(positions, 1):
        if position is None:
            continue
        if order[position - 1]:
            raise Misplaced(_twice(position), positions)
        order[position - 1] = str(step)
    return order


def _position(text: str, most: int) -> int | None:
    number = int(text) if text.isascii() and text.isdigit() and len(text) < 4 else 0
    return number if 0 < number <= most else None


def _twice(position: int) -> Sentence:
    return say(
        "Posisi %(n)d dipakai untuk lebih dari satu langkah. Beri setiap langkah posisi yang "
        "berbeda, lalu lanjutkan; isian Anda masih ada di bawah.",
        n=position,
    )


FORMS: dict[str, Callable[[Form], str | list[str] | None]] = {
    "one": _one,
    "many": _all,
    "list": _all,
    "order": _order,
}

"""What an answer is worth: a question's content and an answer in, a share of its points out.

Pure and in decimals. An answer comes from outside, so anything may be in it; what cannot be read
as an answer is worth nothing. The rule of each type:

- single, truefalse: everything for the right option alone, else nothing
- multiple: (right chosen - wrong chosen) / number of right options, but not below nothing
- short: everything where it is one of the accepted answers; letter case, spacing, the many ways
  Unicode writes one letter, curly quotes and punctuation at the end make no difference
- numeric: everything within the tolerance (its ends included) of an accepted value; decimal comma
  or point, thousands separated, unit written or not (see `figures`)
- sjt: the weight of the option / 5
- match: left sides with their right one / left sides
- order: (pairs of steps in their right order - pairs turned round) / pairs of steps, but not below
  nothing; Kendall's tau where all are placed. A pair with a step that has no place is neither
- cloze: right gaps / gaps, each as single, short or numeric
- essay: nothing from here; people mark it (see `essays`)
"""

import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from itertools import combinations
from typing import Any

from lms.assessment.marking.figures import readings

NOTHING, ALL = Decimal(0), Decimal(1)
POINT = Decimal("0.0001")  # as points are kept
CENT = Decimal("0.01")  # as scores are kept
PUNCTUATION = ".,;:!?… "
QUOTES = str.maketrans({"\u2018": "'", "\u2019": "'", "\u201c": '"', "\u201d": '"'})
LONGEST = 1000  # characters
LARGEST = 10**15
HEAVIEST = 5  # the weight of the best option

Content = Mapping[str, Any]


@dataclass(frozen=True)
class Marked:
    """`share` of the question's points, 0 to 1; `met` is the accepted answer it met, from 1."""

    share: Decimal = NOTHING
    met: int | None = None

    def points(self, most: int) -> Decimal:
        """As kept, with four decimals."""
        return (self.share * most).quantize(POINT, ROUND_HALF_UP)


def mark(kind: str, content: Content, answer: object) -> Marked:
    """Mark `answer`, whose options are numbered as written; raises KeyError for an unknown kind."""
    return MARKERS[kind](content, answer)


def percent(points: Decimal, most: Decimal) -> Decimal:
    """The share in percent with two decimals, halves up."""
    if most <= 0:
        return NOTHING.quantize(CENT)
    return (100 * points / most).quantize(CENT, ROUND_HALF_UP)


def is_empty(answer: object) -> bool:
    """Whether nothing was answered."""
    if isinstance(answer, list):
        return all(isinstance(each, str) and not each.strip() for each in answer)
    return answer is None or (isinstance(answer, str) and not answer.strip())


def is_part(answer: object) -> bool:
    """Whether only some of what asks for several answers was filled in."""
    given = answer if isinstance(answer, list) else []
    return not is_empty(answer) and any(isinstance(it, str) and not it.strip() for it in given)


def chosen(answer: object) -> frozenset[int]:
    """The numbers of the options that an answer names."""
    return frozenset(numbers(answer if isinstance(answer, list) else [answer])) - {0}


def numbers(answer: object) -> list[int]:
    """The numbers in a list, each in its place; 0 for what is none."""
    named = map(_text, answer) if isinstance(answer, list) else ()
    return [int(each) if each.isascii() and each.isdigit() else 0 for each in named]


def _text(given: object) -> str:
    """What was given as text; short, so that no number in it is too large to read."""
    if isinstance(given, str):
        return given.strip()[:LONGEST]
    if not isinstance(given, int | float) or isinstance(given, bool):
        return ""
    return str(given) if abs(given) < LARGEST else ""


def _single(content: Content, answer: object) -> Marked:
    return Marked(ALL if len(chosen(answer)) == 1 and chosen(answer) <= right(content) else NOTHING)


def _multiple(content: Content, answer: object) -> Marked:
    rights, named = right(content), chosen(answer)
    wrongs = frozenset(range(1, len(content["options"]) + 1)) - rights
    if not rights:
        return Marked()
    balance = len(named & rights) - len(named & wrongs)
    return Marked(max(NOTHING, Decimal(balance) / len(rights)))


def right(content: Content) -> frozenset[int]:
    """The numbers of the right options."""
    return frozenset(n for n, option in enumerate(content["options"], 1) if option["right"])


def _short(content: Content, answer: object) -> Marked:
    given = fold(_text(answer))
    return _met(bool(given) and given == fold(each) for each in content["accepted"])


def fold(text: str) -> str:
    """What counts of a short answer."""
    letters = unicodedata.normalize("NFKC", text.translate(QUOTES)).casefold()
    seen = (letter for letter in letters if unicodedata.category(letter) != "Cf")
    spaced = " ".join(unicodedata.normalize("NFKC", "".join(seen)).split())
    return spaced.rstrip(PUNCTUATION) or spaced


def _numeric(content: Content, answer: object) -> Marked:
    given = readings(_text(answer), content.get("unit", ""))
    return _met(any(_within(each, number) for number in given) for each in content["accepted"])


def _within(accepted: Mapping[str, float], number: Decimal) -> bool:
    value, tolerance = Decimal(str(accepted["value"])), Decimal(str(accepted["tolerance"]))
    return abs(number - value) <= tolerance


def _met(tries: Iterable[bool]) -> Marked:
    for place, met in enumerate(tries, 1):
        if met:
            return Marked(ALL, place)
    return Marked()


def _weighed(content: Content, answer: object) -> Marked:
    named = [n for n in chosen(answer) if n <= len(content["options"])]
    weight = content["options"][named[0] - 1]["weight"] if len(named) == 1 else 0
    return Marked(Decimal(weight) / HEAVIEST)


def _match(content: Content, answer: object) -> Marked:
    keys = [pair["right"] for pair in content["pairs"]]
    met = sum(key == given for key, given in zip(keys, numbers(answer), strict=False))
    return Marked(Decimal(met) / len(keys))


def _order(content: Content, answer: object) -> Marked:
    right, turned = turns(content, answer)
    steps = len(content["steps"])
    return Marked(max(NOTHING, Decimal(right - turned) / (steps * (steps - 1) // 2)))


def turns(content: Content, answer: object) -> tuple[int, int]:
    """How many pairs of steps stand in their right order, and how many are turned round."""
    ranks = {step: rank for rank, step in enumerate(sequence(content))}
    placed = [ranks[step] for step in dict.fromkeys(numbers(answer)) if step in ranks]
    right = sum(first < second for first, second in combinations(placed, 2))
    return right, len(placed) * (len(placed) - 1) // 2 - right


def sequence(content: Content) -> Sequence[int]:
    """The numbers of the steps in their right order: as written, unless that was corrected."""
    corrected: Sequence[int] = content.get("sequence", range(1, len(content["steps"]) + 1))
    return corrected


def _cloze(content: Content, answer: object) -> Marked:
    filled = parts(content["gaps"], answer)
    return Marked(sum((each.share for each in filled), NOTHING) / len(filled))


def parts(gaps: Sequence[Content], answer: object) -> list[Marked]:
    """Each gap marked as the small question that it is."""
    given = [*answer, *[None] * len(gaps)] if isinstance(answer, list) else [None] * len(gaps)
    return [mark(gap["type"], gap, each) for gap, each in zip(gaps, given, strict=False)]


MARKERS: dict[str, Callable[[Content, object], Marked]] = {
    "single": _single,
    "truefalse": _single,
    "multiple": _multiple,
    "short": _short,
    "numeric": _numeric,
    "sjt": _weighed,
    "match": _match,
    "order": _order,
    "cloze": _cloze,
    "essay": lambda _, __: Marked(),
}

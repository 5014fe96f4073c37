"""The paper of an attempt: which question at which place, with its options in which order.

It follows from the questions and a recorded seed, and must do so for ever, under any version of
Python. So the shuffle is our own (Fisher and Yates, from the end) and takes from the generator
only `random()`, whose sequence for a seed Python promises to keep.
"""

from collections.abc import Mapping, Sequence
from random import Random
from typing import Any, TypeVar

from lms.assessment.rules import Line
from lms.catalog.library import Question

Item = TypeVar("Item")
Drawn = dict[str, Any]  # {"digest": of the question, "options": their numbers as shown}

SHUFFLED = {"single", "multiple"}  # true and false keep the order in which one says them


def draw(questions: Sequence[Question], seed: int, *, places: bool, options: bool) -> list[Drawn]:
    """The paper, with `places` and `options` shuffled where the quiz says so."""
    chance = _chance(seed)
    order = shuffled(questions, chance) if places else questions
    return [
        {"digest": question.digest, "options": _options(question, chance, shuffle=options)}
        for question in order
    ]


def chosen(
    pool: Sequence[Question], blueprint: Sequence[Line], met: Mapping[str, int], seed: int
) -> list[Question]:
    """What the blueprint asks for, line after line.

    `met` counts how often the person was asked each question, by its key; those met least come
    first, so another attempt is another paper for as long as the pool reaches.
    """
    chance, taken = _chance(seed), dict[str, Question]()
    for line in blueprint:
        suits = [each for each in shuffled(pool, chance) if line.suits(each)]
        fresh = [each for each in suits if each.digest not in taken]
        least = sorted(fresh, key=lambda each: met.get(each.key, 0))[: line.count]
        taken |= {each.digest: each for each in least}
    return list(taken.values())


def _chance(seed: int) -> Random:
    return Random(seed)  # noqa: S311  it shuffles, it keeps no secret


def shuffled(items: Sequence[Item], chance: Random) -> list[Item]:
    """`items` in an order that follows from the state of `chance` alone."""
    order = list(items)
    for last in range(len(order) - 1, 0, -1):
        other = int(chance.random() * (last + 1))
        order[last], order[other] = order[other], order[last]
    return order


def _options(question: Question, chance: Random, *, shuffle: bool) -> list[int]:
    numbers = range(1, len(question.content.get("options", ())) + 1)
    return shuffled(numbers, chance) if shuffle and question.type in SHUFFLED else list(numbers)


def as_written(options: Sequence[int], answer: object) -> object:
    """The answer with options numbered as the author wrote them, and not as they were shown.

    An answer to a question without options stays as it is.
    """
    if not options:
        return answer
    if isinstance(answer, list):
        return [number for each in answer if (number := _written(options, each))]
    return _written(options, answer)


def _written(options: Sequence[int], shown: object) -> str | None:
    place = int(shown) if isinstance(shown, str) and _is_place(shown) else 0
    return str(options[place - 1]) if 0 < place <= len(options) else None


def _is_place(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) < 5

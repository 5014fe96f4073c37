"""The paper of an attempt: which question at which place, with its options in which order.

It follows from the questions and a recorded seed, and must do so for ever, under any version of
Python. So the shuffle is our own (Fisher and Yates, from the end) and takes from the generator
only `random()`, whose sequence for a seed Python promises to keep.
"""

from collections.abc import Collection, Mapping, Sequence
from random import Random
from typing import Any, TypeVar

from lms.assessment.rules import Line
from lms.catalog.library import Question

Item = TypeVar("Item")
# {"digest": of the question, "options": the written numbers of what is shown, in the order shown:
# its options, the right sides of a match, the steps of an order, for each gap of a cloze its list}
Drawn = dict[str, Any]

SHUFFLED = {"single", "multiple", "sjt"}  # true and false keep the order in which one says them
PLACED = {"match", "order"}  # an answer to these says something by the place of each of its texts


def draw(questions: Sequence[Question], seed: int, *, places: bool, options: bool) -> list[Drawn]:
    """The paper, with `places` and `options` shuffled where the quiz says so."""
    chance = _chance(seed)
    order = shuffled(questions, chance) if places else questions
    return [
        {"digest": question.digest, "options": _options(question, chance, shuffle=options)}
        for question in order
    ]


def chosen(
    pool: Sequence[Question],
    blueprint: Sequence[Line],
    met: Mapping[str, int],
    seed: int,
    stopped: Collection[str] = (),
) -> list[Question]:
    """What the blueprint asks for, line after line; fewer where `stopped` leaves a line short.

    `met` counts how often the person was asked each question, by its key; those met least come
    first, so another attempt is another paper for as long as the pool reaches. What is stopped is
    shuffled along, so that a stop changes nothing of a seed's paper but the questions it takes out.
    """
    chance, taken = _chance(seed), dict[str, Question]()
    for line in blueprint:
        suits = [each for each in shuffled(pool, chance) if line.suits(each)]
        fresh = [each for each in suits if each.digest not in taken and each.digest not in stopped]
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


def _options(question: Question, chance: Random, *, shuffle: bool) -> list[Any]:
    content = question.content
    if question.type == "match":
        return shuffled(_numbers(content["rights"]), chance)
    if question.type == "order":
        return _disordered(_numbers(content["steps"]), chance)
    if question.type == "cloze":
        lists = [_numbers(gap.get("options", ())) for gap in content["gaps"]]
        return [shuffled(each, chance) for each in lists] if shuffle else lists
    numbers = _numbers(content.get("options", ()))
    return shuffled(numbers, chance) if shuffle and question.type in SHUFFLED else numbers


def _numbers(written: Sequence[object]) -> list[int]:
    return list(range(1, len(written) + 1))


def _disordered(numbers: list[int], chance: Random) -> list[int]:
    """Shuffled until nobody is shown what is asked.

    Two steps are left to chance: if never in their right order, they would always be turned round.
    """
    order = shuffled(numbers, chance)
    return order if order != numbers or len(numbers) < 3 else _disordered(numbers, chance)


def as_written(kind: str, options: Sequence[Any], answer: object) -> object:
    """The answer with options numbered as the author wrote them, and not as they were shown.

    An answer to a question without options stays as it is.
    """
    if kind == "cloze":
        return _filled(options, answer)
    if not options:
        return answer
    if isinstance(answer, list):
        numbers = [_written(options, each) for each in answer]
        return [each or "" for each in numbers] if kind in PLACED else [n for n in numbers if n]
    return None if kind in PLACED else _written(options, answer)


def _filled(lists: Sequence[Sequence[int]], answer: object) -> list[object] | None:
    """What was typed stays; a choice is told in the author's numbers."""
    if not isinstance(answer, list):
        return None
    pairs = zip(lists, answer, strict=False)
    return [(_written(each, given) or "") if each else given for each, given in pairs]


def _written(options: Sequence[int], shown: object) -> str | None:
    place = int(shown) if isinstance(shown, str) and _is_place(shown) else 0
    return str(options[place - 1]) if 0 < place <= len(options) else None


def _is_place(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) < 5

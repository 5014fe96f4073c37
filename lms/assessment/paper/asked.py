"""The controls of a question that is being answered, as its template fills them in."""

from collections.abc import Mapping, Sequence
from typing import Any

from markupsafe import Markup

from lms.assessment.marking.by_type import chosen, numbers
from lms.catalog.library import Question
from lms.foundation.markup import plain
from lms.web.shown import stored

Order = Sequence[Any]  # the written numbers of what is shown, as drawn


def choices(asked: Question, order: Order, answer: object) -> list[tuple[str, Markup, bool]]:
    """Of each option its value, its text and whether it is chosen."""
    written, named = asked.content["options"], chosen(answer)
    return [
        (str(place), stored(written[number - 1]["html"]), place in named)
        for place, number in enumerate(order, 1)
    ]


def line(_: Question, __: Order, answer: object) -> str:
    """What was typed."""
    return answer if isinstance(answer, str) else ""


def pairs(asked: Question, order: Order, answer: object) -> dict[str, Any]:
    """The left sides with what was chosen for each, and the right sides to choose from."""
    lefts = asked.content["pairs"]
    given = _filled(answer, len(lefts))
    return {
        "lefts": [(stored(e["html"]), value) for e, value in zip(lefts, given, strict=True)],
        "rights": _listed([each["text"] for each in asked.content["rights"]], order),
    }


def steps(asked: Question, order: Order, answer: object) -> list[dict[str, Any]]:
    """The steps as the person has put them, or as they were shuffled."""
    rows = rows_of_steps(asked, order, places_of(answer, len(order)))
    return sorted(rows, key=lambda row: row["position"] or len(rows) + 1)


def places_of(answer: object, steps: int) -> dict[int, int | None]:
    """At which place each step stands; of two the first counts, as in marking."""
    found: dict[int, int | None] = {}
    for place, step in enumerate(numbers(answer), 1):
        if 0 < step <= steps:
            found.setdefault(step, place)
    return found


def rows_of_steps(
    asked: Question, order: Order, placed: Mapping[int, int | None]
) -> list[dict[str, Any]]:
    """The steps as shuffled, each with the position that it was given."""
    htmls = [asked.content["steps"][number - 1]["html"] for number in order]
    return [
        {"number": n, "html": stored(html), "plain": plain(html), "position": placed.get(n)}
        for n, html in enumerate(htmls, 1)
    ]


def text_with_gaps(asked: Question, order: Order, answer: object) -> list[dict[str, Any]]:
    """The pieces of the text, each but the last with the gap that follows it."""
    pieces, gaps = asked.content["pieces"], asked.content["gaps"]
    given = [*_filled(answer, len(gaps)), ""]
    filled = [_gap(*each) for each in zip(gaps, order, given, strict=False)]
    return [
        {"html": stored(piece), "gap": gap}
        for piece, gap in zip(pieces, [*filled, None], strict=True)
    ]


def _gap(gap: Mapping[str, Any], order: Sequence[int], value: str) -> dict[str, Any]:
    texts = [each["text"] for each in gap.get("options", ())]
    return {"type": gap["type"], "value": value, "options": _listed(texts, order)}


def _listed(texts: Sequence[str], order: Sequence[int]) -> list[tuple[str, str]]:
    return [(str(place), texts[number - 1]) for place, number in enumerate(order, 1)]


def _filled(answer: object, count: int) -> list[str]:
    """One text for each of `count` places."""
    given = answer if isinstance(answer, list) else []
    return [str(each) for each in [*given, *[""] * count][:count]]

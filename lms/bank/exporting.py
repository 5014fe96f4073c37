"""An item analysis as files: JSON with all of it, CSV with a line for each question and option."""

import json
from collections.abc import Callable, Iterator
from itertools import chain

from lms.bank.analysis import Analysis, Item, facts
from lms.bank.statistics.choices import Choice, Wrong
from lms.bank.statistics.moments import Interval
from lms.bank.subquestions import Subquestion
from lms.foundation.spreadsheets import Value, csv_text

COLUMNS = (
    *("key", "version", "heading", "type", "points", "asked", "unanswered"),
    *("facility", "facility_low", "facility_high", "sd", "discrimination_27"),
    *("item_rest", "item_rest_low", "item_rest_high", "flags"),
    *("part", "option", "option_text", "option_right", "chosen", "chosen_share"),
    *("chosen_upper", "chosen_lower", "mean_score"),
)


def as_csv(found: Analysis) -> str:
    lines = (line for item in found.items for line in _lines(item))
    return csv_text(chain([COLUMNS], lines))


def as_json(found: Analysis) -> str:
    return json.dumps(facts(found), ensure_ascii=False, indent=1)


FORMS: dict[str, tuple[str, Callable[[Analysis], str]]] = {
    "csv": ("text/csv; charset=utf-8", as_csv),
    "json": ("application/json; charset=utf-8", as_json),
}


def _lines(item: Item) -> Iterator[list[Value]]:
    """The figures stand on the first line; a line for each option, also of each part, follows."""
    yield [*_start(item), *[None] * 9]
    start: list[Value] = [item.key, item.digest, *[None] * 14]
    yield from ([*start, None, *_chosen(item, each)] for each in item.choices)
    yield from ([*start, None, *_written(each, 0)] for each in item.wrong)
    for part in item.parts:
        yield from ([*start, part.label, *_chosen(part, each)] for each in part.choices)
        yield from ([*start, part.label, *_written(each, None)] for each in part.written)


def _written(said: Wrong, right: int | None) -> list[Value]:
    return [None, said.text, right, said.count, *[None] * 4]


def _chosen(part: Item | Subquestion, choice: Choice) -> list[Value]:
    text = part.options[choice.number - 1] if choice.number else ""
    shares = (choice.part, choice.upper, choice.lower, choice.standing)
    return [choice.number, text, int(choice.right), choice.count, *map(_figure, shares)]


def _start(item: Item) -> list[Value]:
    it = item.figures
    figures = (
        *(it.facility, *_ends(it.facility_interval), it.deviation),
        *(it.discrimination, it.rest, *_ends(it.rest_interval)),
    )
    names: list[Value] = [item.key, item.digest, item.heading, item.type, item.points]
    return [*names, it.asked, it.unanswered, *map(_figure, figures), " ".join(item.flags)]


def _ends(interval: Interval | None) -> tuple[float | None, float | None]:
    return (interval.low, interval.high) if interval else (None, None)


def _figure(value: float | None) -> Value:
    """Text that a spreadsheet reads as a number, also a negative one: it begins with a blank."""
    if value is None:
        return None
    return f"{value:.6f}" if value >= 0 else f" {value:.6f}"

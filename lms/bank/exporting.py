"""An item analysis as files: JSON with all of it, CSV with a line for each question and option."""

import csv
import json
from collections.abc import Callable, Iterator
from io import StringIO

from lms.bank.analysis import Analysis, Item, facts
from lms.bank.statistics.moments import Interval
from lms.foundation.spreadsheets import BOM, Value, harmless

COLUMNS = (
    *("key", "version", "heading", "type", "points", "asked", "unanswered"),
    *("facility", "facility_low", "facility_high", "sd", "discrimination_27"),
    *("item_rest", "item_rest_low", "item_rest_high", "flags"),
    *("option", "option_text", "option_right", "chosen", "chosen_share"),
    *("chosen_upper", "chosen_lower", "mean_score"),
)


def as_csv(found: Analysis) -> str:
    file = StringIO(newline="")
    file.write(BOM)
    writer = csv.writer(file)  # RFC 4180: commas, doubled quotes, CRLF
    writer.writerow(COLUMNS)
    for item in found.items:
        writer.writerows(harmless(line) for line in _lines(item))
    return file.getvalue()


def as_json(found: Analysis) -> str:
    return json.dumps(facts(found), ensure_ascii=False, indent=1)


FORMS: dict[str, tuple[str, Callable[[Analysis], str]]] = {
    "csv": ("text/csv; charset=utf-8", as_csv),
    "json": ("application/json; charset=utf-8", as_json),
}


def _lines(item: Item) -> Iterator[list[Value]]:
    """The figures stand on the first line of a question; a line for each option follows."""
    yield [*_start(item), *[None] * 8]
    for choice in item.choices:
        text = item.options[choice.number - 1] if choice.number else ""
        shares = (choice.part, choice.upper, choice.lower, choice.standing)
        part, upper, lower, standing = map(_figure, shares)
        chosen: list[Value] = [choice.number, text, int(choice.right), choice.count, part]
        yield [item.key, item.digest, *[None] * 14, *chosen, upper, lower, standing]
    for wrong in item.wrong:
        said: list[Value] = [None, wrong.text, 0, wrong.count]
        yield [item.key, item.digest, *[None] * 14, *said, *[None] * 4]


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

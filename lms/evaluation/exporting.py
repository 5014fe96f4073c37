"""The results as CSV: the same figures and comments as the page, and nothing more."""

from collections.abc import Iterator
from itertools import chain

from lms.evaluation.queries import Outcome, Results
from lms.foundation.spreadsheets import Value, csv_text

COLUMNS = ("question", "text", "type", "current", "answers", "mean", "value", "label", "count")


def written(found: Results, *, bom: bool = False) -> str:
    """One line a question and point, then one a comment; a question that is not shown has none."""
    lines = (line for outcome in found.outcomes for line in _lines(outcome))
    return csv_text(chain([[*COLUMNS, "comment"]], lines), bom=bom)


def _lines(outcome: Outcome) -> Iterator[list[Value]]:
    facts = outcome.facts
    start: list[Value] = [facts["id"], facts["text"], facts["type"], int(outcome.current)]
    if not outcome.shown:
        yield [*start, *[None] * 6]
        return
    start += [outcome.count, None if outcome.mean is None else str(outcome.mean)]
    for value, label, count in outcome.shares:
        yield [*start, value, label, count, None]
    for comment in outcome.comments:
        yield [*start, None, None, None, comment]

"""The rows that could not be taken, as a file that is mended and sent again."""

from collections.abc import Iterable, Iterator, Sequence

from lms.foundation.language import Said, as_kept, joined
from lms.foundation.spreadsheets import csv_text, grouped
from lms.roster.columns import REASON, told

Bad = tuple[int, Sequence[str], Iterable[Said]]  # row, cells, reasons


def written(names: Sequence[str], bad: Iterable[Bad]) -> str:
    """The same columns, and why each row could not be taken; semicolons, as Excel here reads."""
    return csv_text(_lines(names, bad), delimiter=";")


def _lines(names: Sequence[str], bad: Iterable[Bad]) -> Iterator[list[str]]:
    kept = [at for at, name in enumerate(names) if told(name) != REASON]
    yield [*(names[at] for at in kept), REASON]
    for row, cells, reasons in bad:
        given = [_cell(cells, at) for at in kept]
        yield [*given, f"{row}: {joined(reasons)}"]


def _cell(cells: Sequence[str], at: int) -> str:
    """A number of 18 digits in its groups, of which no spreadsheet makes 1,99E+17."""
    cell = cells[at] if at < len(cells) else ""
    return grouped(cell) if cell.isdigit() else cell


def reasons_of(kept: Iterable[object]) -> list[Said]:
    return [as_kept(each) for each in kept]

"""CSV files and their cells as spreadsheets take them."""

import csv
import re
from collections.abc import Iterable
from io import StringIO

BOM = "\ufeff"  # by which a spreadsheet knows UTF-8
# What makes a spreadsheet run a cell; the wide forms are read as the narrow ones.
RUNS = frozenset("=+-@\t\r\n＝＋－＠")  # noqa: RUF001  the wide forms are meant
Value = str | int | None
GROUPS = re.compile(r"[0-9]{8} [0-9]{6} [0-9] [0-9]{3}")
NIP = 18  # digits, of which a spreadsheet keeps fifteen


def harmless(row: Iterable[Value]) -> list[Value]:
    """The cells as a spreadsheet shows them: before one that it would run stands an apostrophe."""
    return [f"'{cell}" if cell.__class__ is str and cell[:1] in RUNS else cell for cell in row]


def grouped(nip: str) -> str:
    """In its four groups, as letters of office write it: no program takes that for a number."""
    return f"{nip[:8]} {nip[8:14]} {nip[14:15]} {nip[15:]}" if len(nip) == NIP else nip


def csv_text(rows: Iterable[Iterable[Value]], *, bom: bool = True, delimiter: str = ",") -> str:
    """Rows as RFC 4180 writes them (doubled quotes, CRLF), each cell harmless, the first a head."""
    text = StringIO(newline="")
    text.write(BOM if bom else "")
    csv.writer(text, delimiter=delimiter).writerows(map(harmless, rows))
    return text.getvalue()


def as_typed(cell: str) -> str:
    """What somebody meant by a cell that came back: without what `harmless` and `grouped` put."""
    if GROUPS.fullmatch(cell):
        return cell.replace(" ", "")
    return cell[1:] if cell[:1] == "'" and cell[1:2] in RUNS else cell

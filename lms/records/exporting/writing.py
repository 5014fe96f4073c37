"""How rows become a file, whatever they are: CSV, JSON Lines or a workbook."""

import csv
from collections.abc import Callable, Iterator, Sequence
from io import RawIOBase, TextIOWrapper
from json.encoder import encode_basestring
from pathlib import Path
from shutil import copyfileobj
from tempfile import TemporaryDirectory
from typing import Any, cast

from rustpy_xlsxwriter import Format, write_worksheet

from lms.foundation.errors import Invalid
from lms.foundation.language import say
from lms.foundation.spreadsheets import BOM, Value, grouped, harmless

Batch = Sequence[Sequence[Value]]
Put = Callable[[RawIOBase, list[str], Iterator[Batch], bool], None]
NUMBERS = frozenset({"score"})  # come as text, so that two decimals stay two
WHOLE = frozenset({"position", "revision", "form_code", "jp"})
DIGITS = ["nip"]  # texts that look like numbers, and are none
MOST_ROWS = 1_048_575  # of a sheet, below its headings
WIDTHS = {"completion_id": 38, "nip": 20, "name": 30, "unit_name": 34, "course_title": 40}
USUAL_WIDTH = 16


def _text(file: RawIOBase) -> TextIOWrapper:
    return TextIOWrapper(cast("Any", file), encoding="utf-8", newline="")


def csv_file(file: RawIOBase, columns: list[str], batches: Iterator[Batch], bom: bool) -> None:
    """RFC 4180: commas, doubled quotes, CRLF.

    With a BOM it is for spreadsheets, which would read a NIP as a number and lose its last digits.
    """
    text = _text(file)
    writer = csv.writer(text)
    text.write(BOM if bom else "")
    writer.writerow(columns)
    digits = [columns.index(name) for name in DIGITS if bom and name in columns]
    for batch in batches:
        writer.writerows(map(harmless, _spelled(batch, digits) if digits else batch))
    text.detach()  # written out, and left open for its owner


def _spelled(batch: Batch, digits: Sequence[int]) -> Batch:
    return [
        [grouped(str(value)) if value and at in digits else value for at, value in enumerate(row)]
        for row in batch
    ]


def json_lines(file: RawIOBase, columns: list[str], batches: Iterator[Batch], _: bool) -> None:
    """One object a line, its keys in the order of the columns."""
    line = "{" + ", ".join(f'"{name}": %s' for name in columns) + "}\n"
    kinds = [_number if name in NUMBERS else _json for name in columns]
    text = _text(file)
    for batch in batches:
        text.writelines(
            line % tuple(kind(value) for kind, value in zip(kinds, row, strict=True))
            for row in batch
        )
    text.detach()


def workbook(file: RawIOBase, columns: list[str], batches: Iterator[Batch], _: bool) -> None:
    """A sheet whose texts are texts, so that none of them is run; raises Invalid over its end."""
    with TemporaryDirectory() as folder:
        made = Path(folder, "export.xlsx")
        write_worksheet(
            _entries(columns, batches),
            str(made),
            "penyelesaian",
            freeze_row=1,
            header_format=Format().set_bold(),
            column_widths={name: WIDTHS.get(name, USUAL_WIDTH) for name in columns},
            column_formats={name: _format(name) for name in columns},
            ignore_errors=[name for name in DIGITS if name in columns],
        )
        with made.open("rb") as source:
            copyfileobj(source, file)


def _format(column: str) -> Format:
    """A text stays one when somebody edits its cell, even one that begins like a formula."""
    usual = "General" if column in WHOLE else "@"
    return Format().set_num_format("0.00" if column in NUMBERS else usual)


def _entries(columns: list[str], batches: Iterator[Batch]) -> Iterator[dict[str, Any]]:
    """Each row by its columns; of no rows an empty one, which carries the headings."""
    count = 0
    for batch in batches:
        count += len(batch)
        if count > MOST_ROWS:
            raise Invalid(
                say(
                    "Lembar Excel hanya memuat %(most)d baris. Saring per tahun atau unit, atau "
                    "pilih CSV.",
                    most=MOST_ROWS,
                )
            )
        for row in batch:
            yield _entry(columns, row)
    if not count:
        yield dict.fromkeys(columns)


def _entry(columns: list[str], row: Sequence[Value]) -> dict[str, Any]:
    entry: dict[str, Any] = dict(zip(columns, row, strict=True))
    for name in NUMBERS:
        if entry.get(name) is not None:
            entry[name] = float(entry[name])
    return entry


def _number(value: Value) -> str:
    """A number as it is written: 80.50 stays 80.50."""
    return "null" if value is None else str(value)


def _json(value: Value) -> str:
    return encode_basestring(value) if isinstance(value, str) else _number(value)

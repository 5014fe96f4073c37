"""Completion records as files: CSV for spreadsheets, JSON Lines for programs.

Rows come from one snapshot in batches, so a million of them need no more memory than a thousand.
"""

import csv
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from io import BytesIO, TextIOWrapper
from json.encoder import encode_basestring
from typing import BinaryIO, TextIO, cast

from isal.igzip import IGzipFile

from lms.foundation.database import AnyRow
from lms.foundation.errors import Invalid
from lms.foundation.language import say
from lms.foundation.snapshot import snapshot
from lms.foundation.spreadsheets import BOM, Value, harmless
from lms.identity.queries import Scope
from lms.records.queries import Wanted, register_export

FORMATS = ("csv", "jsonl")
LATER = ("xlsx", "siasn-kursus", "siasn-diklat")  # promised, and not here yet
NUMBERS = frozenset({"score"})  # come as text, so that two decimals stay two
Progress = Callable[[int], None]


@dataclass(frozen=True)
class Form:
    """How an export is written: one of FORMATS, and for CSV whether a BOM goes before it."""

    name: str
    bom: bool = False


def form(name: str, *, bom: bool = False) -> Form:
    """Raises Invalid for a form that there is not, or not yet."""
    if name in FORMATS:
        return Form(name, bom)
    if name in LATER:
        raise Invalid(say("Bentuk %(form)s belum tersedia. Pakai csv atau jsonl.", form=name))
    raise Invalid(say("Bentuk “%(form)s” tidak dikenal. Pakai csv atau jsonl.", form=name[:40]))


@dataclass(frozen=True)
class Written:
    rows: int
    position: int  # of the last row; what the next pull names as its cursor


def write(
    file: BinaryIO, form: Form, scope: Scope, wanted: Wanted, progress: Progress = lambda _: None
) -> Written:
    """Write the wanted records of the scope, and tell now and then how many there are so far."""
    text = TextIOWrapper(file, encoding="utf-8", newline="")
    count, position = 0, wanted.after
    with snapshot() as connection:
        found = connection.execute(register_export(scope, wanted))
        put = _WRITERS[form.name](text, list(found.keys()), form.bom)
        for rows in found.partitions():
            put(rows)
            count, position = count + len(rows), rows[-1].position
            progress(count)
    text.detach()  # written out, and left open for its owner
    return Written(count, position)


def packed(form: Form, scope: Scope, wanted: Wanted) -> tuple[bytes, Written]:
    """The same as gzip, a tenth of the size: so much may wait in memory for a slow reader."""
    kept = BytesIO()
    with IGzipFile(fileobj=kept, mode="wb", compresslevel=1) as file:  # type: ignore[no-untyped-call]  # the library has no types
        written = write(cast("BinaryIO", file), form, scope, wanted)
    return kept.getvalue(), written


Put = Callable[[Sequence[AnyRow]], None]


def _csv(text: TextIO, columns: list[str], bom: bool) -> Put:
    writer = csv.writer(text)  # RFC 4180: commas, doubled quotes, CRLF
    text.write(BOM if bom else "")
    writer.writerow(columns)
    return lambda rows: writer.writerows(map(harmless, rows))


def _jsonl(text: TextIO, columns: list[str], _: bool) -> Put:
    line = "{" + ", ".join(f'"{name}": %s' for name in columns) + "}\n"
    kinds = [_number if name in NUMBERS else _json for name in columns]

    def written(row: AnyRow) -> str:
        return line % tuple(kind(value) for kind, value in zip(kinds, row, strict=True))

    return lambda rows: text.writelines(map(written, rows))


_WRITERS: dict[str, Callable[[TextIO, list[str], bool], Put]] = {"csv": _csv, "jsonl": _jsonl}


def _number(value: Value) -> str:
    """A number as it is written: 80.50 stays 80.50."""
    return "null" if value is None else str(value)


def _json(value: Value) -> str:
    return encode_basestring(value) if isinstance(value, str) else _number(value)

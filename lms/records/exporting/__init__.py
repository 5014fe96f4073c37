"""Completion records as files: for spreadsheets, for programs, and in the columns of SIASN.

Rows come from one snapshot in batches, so a million of them need no more memory than a thousand.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from io import BytesIO, RawIOBase
from typing import BinaryIO, cast

from isal.igzip import IGzipFile
from sqlalchemy import Result

from lms.foundation.database import AnyRow
from lms.foundation.errors import Invalid
from lms.foundation.language import say
from lms.foundation.snapshot import snapshot
from lms.identity.queries import Scope
from lms.records.exporting.writing import Batch, Put, csv_file, json_lines, workbook
from lms.records.queries import (
    Among,
    Wanted,
    list_fulfilment,
    register_export,
    siasn_courses,
    siasn_structural,
)
from lms.records.queries.wanted import AnySelect

Progress = Callable[[int], None]
PEOPLE_COLUMNS = (
    *("nip", "name", "unit", "kind", "credited", "floor", "ceiling", "missing", "beyond"),
)


@dataclass(frozen=True)
class Shape:
    """The statement whose rows are written, and how; `apart` columns only tell positions."""

    select: Callable[[Scope, Wanted], AnySelect]
    put: Put
    suffix: str
    apart: int = 0


SHAPES = {
    "csv": Shape(register_export, csv_file, "csv"),
    "xlsx": Shape(register_export, workbook, "xlsx"),
    "jsonl": Shape(register_export, json_lines, "jsonl"),
    "siasn-kursus": Shape(siasn_courses, csv_file, "csv", apart=1),
    "siasn-diklat": Shape(siasn_structural, csv_file, "csv", apart=1),
}


@dataclass(frozen=True)
class Form:
    """How an export is written: a name of SHAPES, and for CSV whether a BOM goes before it."""

    name: str
    bom: bool = False

    @property
    def shape(self) -> Shape:
        return SHAPES[self.name]

    @property
    def stem(self) -> str:
        """What a file of this form is called before its date."""
        return self.name if self.shape.apart else "penyelesaian"


def form(name: str, *, bom: bool = False) -> Form:
    """Raises Invalid for a form that there is not."""
    if name in SHAPES:
        return Form(name, bom)
    names = ", ".join(SHAPES)
    raise Invalid(
        say("Bentuk “%(form)s” tidak dikenal. Pakai %(names)s.", form=name[:40], names=names)
    )


@dataclass(frozen=True)
class Written:
    rows: int
    position: int  # of the last row; what the next pull names as its cursor
    sha256: str  # of the file's bytes, unpacked
    size: int  # of them


class _Digested(RawIOBase):
    """Hands on to a file what is written, and knows its digest; the file is its owner's to end."""

    def __init__(self, file: BinaryIO) -> None:
        self.digest, self.size, self._file = sha256(), 0, file

    def writable(self) -> bool:
        return True

    def write(self, given: bytes) -> int:  # type: ignore[override]  # whatever has bytes
        self._file.write(given)
        self.digest.update(given)
        self.size += len(given)
        return len(given)


class _Counted:
    """Batches on their way into a file: how many rows there were, and the last one's position."""

    def __init__(self, found: Result[AnyRow], after: int, progress: Progress) -> None:
        self.rows, self.position = 0, after
        self._found, self._progress = found, progress

    def without(self, apart: int) -> Iterator[Batch]:
        for batch in self._found.partitions():
            self.rows, self.position = self.rows + len(batch), batch[-1].position
            yield cast("Batch", [row[apart:] for row in batch] if apart else batch)
            self._progress(self.rows)


def write(
    file: BinaryIO, form: Form, scope: Scope, wanted: Wanted, progress: Progress = lambda _: None
) -> Written:
    """Write the wanted records of the scope, and tell now and then how many there are so far."""
    shape, out = form.shape, _Digested(file)
    with snapshot() as connection, connection.execute(shape.select(scope, wanted)) as found:
        counted = _Counted(found, wanted.after, progress)
        columns = [*found.keys()][shape.apart :]
        shape.put(out, columns, counted.without(shape.apart), form.bom)
    return Written(counted.rows, counted.position, out.digest.hexdigest(), out.size)


def packed(form: Form, scope: Scope, wanted: Wanted) -> tuple[bytes, Written]:
    """The same as gzip, a tenth of the size: so much may wait in memory for a slow reader."""
    kept = BytesIO()
    with IGzipFile(fileobj=kept, mode="wb", compresslevel=1) as file:  # type: ignore[no-untyped-call]  # the library has no types
        written = write(cast("BinaryIO", file), form, scope, wanted)
    return kept.getvalue(), written


def plain(form: Form, scope: Scope, wanted: Wanted) -> tuple[bytes, Written]:
    """What is packed already, as it is."""
    kept = BytesIO()
    written = write(kept, form, scope, wanted)
    return kept.getvalue(), written


def people_csv(scope: Scope, among: Among, sort: str, *, down: bool) -> tuple[bytes, int]:
    """People with the JP of their year for a spreadsheet, and how many they are."""
    kept = BytesIO()
    with snapshot() as connection:
        statement = list_fulfilment(scope, among, sort, down=down)
        found = connection.execute(statement).all()
    cells = [[getattr(each, name) for name in PEOPLE_COLUMNS] for each in found]
    csv_file(cast("RawIOBase", kept), [*PEOPLE_COLUMNS], iter([cells]), bom=True)
    return kept.getvalue(), len(found)

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
    certificate_changes,
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
    "sertifikat": Shape(certificate_changes, csv_file, "csv"),
    "sertifikat-jsonl": Shape(certificate_changes, json_lines, "jsonl"),
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
        return "penyelesaian" if self.shape.select is register_export else self.name


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

    def __init__(self, progress: Progress, after: int = 0) -> None:
        self.rows, self.position, self._progress = 0, after, progress

    def without(self, found: Result[AnyRow], apart: int) -> Iterator[Batch]:
        for batch in found.partitions():
            self.rows += len(batch)
            self.position = getattr(batch[-1], "position", self.position)
            yield cast("Batch", [row[apart:] for row in batch] if apart else batch)
            self._progress(self.rows)


def write(
    file: BinaryIO, form: Form, scope: Scope, wanted: Wanted, progress: Progress = lambda _: None
) -> Written:
    """Write the wanted records of the scope, and tell now and then how many there are so far."""
    counted = _Counted(progress, wanted.after)
    return _write(file, form.shape, form.shape.select(scope, wanted), counted, bom=form.bom)


def _write(
    file: BinaryIO, shape: Shape, statement: AnySelect, counted: "_Counted", *, bom: bool
) -> Written:
    out = _Digested(file)
    with snapshot() as connection, connection.execute(statement) as found:
        columns = [*found.keys()][shape.apart :]
        shape.put(out, columns, counted.without(found, shape.apart), bom)
    return Written(counted.rows, counted.position, out.digest.hexdigest(), out.size)


def write_people(
    file: BinaryIO, scope: Scope, among: Among, sort: str, progress: Progress = lambda _: None
) -> Written:
    """People with the JP of their year, for a spreadsheet; `sort` as addresses have it."""
    found = list_fulfilment(scope, among, sort.removeprefix("-"), down=sort.startswith("-"))
    told = found.with_only_columns(*(found.selected_columns[name] for name in PEOPLE_COLUMNS))
    return _write(file, SHAPES["csv"], told, _Counted(progress), bom=True)


def packed(form: Form, scope: Scope, wanted: Wanted) -> tuple[bytes, Written]:
    """The same as gzip, a tenth of the size: so much may wait in memory for a slow reader."""
    return in_memory(lambda file: write(file, form, scope, wanted))


def in_memory(put: Callable[[BinaryIO], Written]) -> tuple[bytes, Written]:
    kept = BytesIO()
    with packing(kept) as file:
        written = put(file)
    return kept.getvalue(), written


def packing(file: BinaryIO) -> BinaryIO:
    """What is written to the answer goes to `file` as gzip; the answer is to be closed."""
    packer = IGzipFile(fileobj=file, mode="wb", compresslevel=1)  # type: ignore[no-untyped-call]  # the library has no types
    return cast("BinaryIO", packer)


def plain(form: Form, scope: Scope, wanted: Wanted) -> tuple[bytes, Written]:
    """What is packed already, as it is."""
    kept = BytesIO()
    written = write(kept, form, scope, wanted)
    return kept.getvalue(), written

"""The program that writes the register to a file: as the product does, or with a bare library."""

import csv
import json
import os
import resource
import sqlite3
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import psycopg
from rustpy_xlsxwriter import write_worksheet

from bench.homes import Home
from lms.foundation.database import db
from lms.foundation.snapshot import BATCH
from lms.identity.queries import Scope
from lms.records.exporting import Form, write
from lms.records.queries import Wanted, register_export

SCOPE, WANTED = Scope(agencies=frozenset({1})), Wanted()
Rows = Iterator[tuple[Any, ...]]


def path_of(folder: Path, way: str, form: str) -> Path:
    return folder / f"{way}.{form}"


def product(path: Path, form: str) -> int:
    with path.open("wb") as file:
        return write(file, Form(form), SCOPE, WANTED).rows


def bare(path: Path, form: str) -> int:
    """The same statement and the same rows, from the driver straight to the library."""
    statement = register_export(SCOPE, WANTED)
    compiled = str(statement.compile(db.engine, compile_kwargs={"literal_binds": True}))
    url = db.engine.url
    if url.get_backend_name() == "sqlite":
        with closing(sqlite3.connect(str(url.database))) as source:
            found = source.execute(compiled)
            return LIBRARIES[form](path, [name for name, *_ in found.description], found)
    plain = url.set(drivername="postgresql").render_as_string(hide_password=False)
    with psycopg.connect(plain) as connection, connection.cursor("bare") as cursor:
        cursor.itersize = BATCH
        cursor.execute(compiled.replace("%%", "%"))
        names = [column.name for column in cursor.description or ()]
        return LIBRARIES[form](path, names, iter(cursor))


def _counted(rows: Rows, counts: list[int]) -> Rows:
    for row in rows:
        counts[0] += 1
        yield row


def _csv(path: Path, names: list[str], rows: Rows) -> int:
    counts = [0]
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(names)
        writer.writerows(_counted(rows, counts))
    return counts[0]


def _jsonl(path: Path, names: list[str], rows: Rows) -> int:
    """Scores come as text, so that their decimals stay; a bare number is written around them."""
    counts, score = [0], names.index("score")
    with path.open("w", encoding="utf-8") as file:
        for row in _counted(rows, counts):
            line = json.dumps(dict(zip(names, row, strict=True)), ensure_ascii=False)
            told = row[score]
            file.write(line.replace(f'"score": "{told}"', f'"score": {told}', 1) + "\n")
    return counts[0]


def _xlsx(path: Path, names: list[str], rows: Rows) -> int:
    counts = [0]
    write_worksheet(
        (dict(zip(names, row, strict=True)) for row in _counted(rows, counts)), str(path)
    )
    return counts[0]


LIBRARIES: dict[str, Callable[[Path, list[str], Rows], int]] = {
    "csv": _csv,
    "jsonl": _jsonl,
    "xlsx": _xlsx,
}
WAYS: dict[str, Callable[[Path, str], int]] = {"product": product, "bare": bare}


def main(way: str, form: str, folder: Path) -> None:
    with Home(folder, os.environ.get("LMS_DATABASE_URL", "")).app():
        began = time.perf_counter()
        rows = WAYS[way](path_of(folder, way, form), form)
        seconds = time.perf_counter() - began
    json.dump({"rows": rows, "seconds": seconds, "megabytes": _peak()}, sys.stdout)


def _peak() -> float:
    """The most memory that this program held, in MB."""
    status = Path("/proc/self/status")
    if not status.exists():  # macOS
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20
    # Linux' own ru_maxrss counts what the program that started this one held, too.
    return next(int(line.split()[1]) for line in status.open() if line.startswith("VmHWM")) / 2**10


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], Path(sys.argv[3]))

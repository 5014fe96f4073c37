"""The program that writes the register as CSV: as the product does, or with the bare library."""

import csv
import json
import resource
import sqlite3
import sys
import time
from collections.abc import Callable
from pathlib import Path

from bench.homes import Home
from lms.foundation.database import db
from lms.identity.queries import Scope
from lms.records.exporting import Form, write
from lms.records.queries import Wanted, register_export

SCOPE, WANTED = Scope(agencies=frozenset({1})), Wanted()


def product(path: Path) -> int:
    with path.open("wb") as file:
        return write(file, Form("csv"), SCOPE, WANTED).rows


def bare(path: Path) -> int:
    """The same statement and the same rows, from the driver straight to the csv module."""
    statement = register_export(SCOPE, WANTED)
    compiled = statement.compile(db.engine, compile_kwargs={"literal_binds": True})
    source = sqlite3.connect(str(db.engine.url.database))
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        found = source.execute(str(compiled))
        writer.writerow([name for name, *_ in found.description])
        writer.writerows(found)
    source.close()
    return path.read_bytes().count(b"\r\n") - 1


WAYS: dict[str, Callable[[Path], int]] = {"product": product, "bare": bare}


def main(way: str, folder: Path) -> None:
    path = folder / f"{way}.csv"
    with Home(folder).app():
        began = time.perf_counter()
        rows = WAYS[way](path)
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
    main(sys.argv[1], Path(sys.argv[2]))

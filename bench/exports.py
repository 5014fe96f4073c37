"""Completions as files, against the bare driver and the bare library on the same rows."""

import json
import os
import sys
from collections.abc import Callable, Iterator
from functools import partial

from bench import province
from bench.exporting import path_of
from bench.ground import EACH
from bench.homes import Home, home
from bench.measuring import Play, Round, compare
from bench.postgresql import postgresql, programs
from bench.processes import Failed, run
from bench.results import Result

ROWS = int(os.environ.get("BENCH_ROWS", "100000"))
LEAST, LARGEST = 0.5, 100  # MB
SUFFIXES = {"csv": "csv", "jsonl": "json", "xlsx": "rustpy-xlsxwriter"}


def of(form: str) -> Callable[[], Iterator[Result]]:
    """The benchmark of one form, on both engines."""
    return partial(results, form)


def results(form: str) -> Iterator[Result]:
    with home() as made:
        yield _result(f"export_{form}", form, made)
    folder = programs()
    if folder is None:
        sys.stderr.write(f"export_{form}_postgresql: PostgreSQL is not on this machine\n")
        return
    with postgresql(folder) as url, home(url) as made:
        yield _result(f"export_{form}_postgresql", form, made)


def _result(name: str, form: str, made: Home) -> Result:
    peaks: list[float] = []
    with made.app() as app:
        province.fill(app, ROWS // EACH)
    pair = compare(_export(made, form, "bare", []), _export(made, form, "product", peaks))
    same = _same(made, form)
    peak = max(peaks)
    goals = (
        (f"at least {LEAST} of the bare library", pair.ratio >= LEAST),
        (f"memory under {LARGEST} MB: {peak:.0f}", peak < LARGEST),
        (f"the same {ROWS:,} rows", same),
    )
    return Result(name, "rows/s", f"bare {SUFFIXES[form]} rows/s", pair, goals)


def _export(made: Home, form: str, way: str, peaks: list[float]) -> Play:
    """One whole export a round, however long it takes."""

    def play(_: float) -> Round:
        done = run("bench.exporting", way, form, str(made.folder), environment=made.environment)
        report = json.loads(done)
        if report["rows"] != ROWS:
            raise Failed(f"{way}: {report['rows']} rows instead of {ROWS}")
        peaks.append(report["megabytes"])
        return Round(report["rows"] / report["seconds"])

    return play


def _same(made: Home, form: str) -> bool:
    """Byte for byte; of workbooks, whose formats differ, the number of rows was compared."""
    bare, product = (path_of(made.folder, way, form) for way in ("bare", "product"))
    return form == "xlsx" or bare.read_bytes() == product.read_bytes()

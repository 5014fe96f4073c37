"""Completions as CSV, against the bare driver and the csv module on the same rows."""

import json
import os
from collections.abc import Iterator

from bench import register
from bench.homes import Home, home
from bench.measuring import Play, Round, compare
from bench.processes import Failed, run
from bench.results import Result

ROWS = int(os.environ.get("BENCH_ROWS", "100000"))
LEAST, LARGEST = 0.5, 100  # MB


def results() -> Iterator[Result]:
    peaks: list[float] = []
    with home() as made:
        with made.app() as app:
            register.fill(app, ROWS)
        pair = compare(_export(made, "bare", []), _export(made, "product", peaks))
        same = _text(made, "bare") == _text(made, "product")
    peak = max(peaks)
    goals = (
        (f"at least {LEAST} of the bare library", pair.ratio >= LEAST),
        (f"memory under {LARGEST} MB: {peak:.0f}", peak < LARGEST),
        (f"the same {ROWS:,} rows", same),
    )
    yield Result("export_csv", "rows/s", "bare csv rows/s", pair, goals)


def _export(made: Home, way: str, peaks: list[float]) -> Play:
    """One whole export a round, however long it takes."""

    def play(_: float) -> Round:
        report = json.loads(run("bench.exporting", way, str(made.folder)))
        if report["rows"] != ROWS:
            raise Failed(f"{way}: {report['rows']} rows instead of {ROWS}")
        peaks.append(report["megabytes"])
        return Round(report["rows"] / report["seconds"])

    return play


def _text(made: Home, way: str) -> bytes:
    return (made.folder / f"{way}.csv").read_bytes()

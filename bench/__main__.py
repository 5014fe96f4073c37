"""Run every benchmark, or the one that ONLY names; see docs/decisions/0022."""

import os
import sys
from collections.abc import Callable, Iterator
from traceback import format_exc

from bench import (
    answer_save,
    catalogue_search,
    certificate,
    exports,
    item_analysis,
    lesson_page,
    offices,
    quiz_attempt,
    sign_in,
    slow_readers,
)
from bench.homes import RESULTS
from bench.processes import Failed
from bench.results import Result, table, write

BENCHMARKS: dict[str, Callable[[], Iterator[Result]]] = {
    "lesson_page": lesson_page.results,
    "answer_save": answer_save.results,
    "quiz_attempt": quiz_attempt.results,
    "sign_in": sign_in.results,
    "certificate": certificate.results,
    "export_csv": exports.of("csv"),
    "export_xlsx": exports.of("xlsx"),
    "export_jsonl": exports.of("jsonl"),
    "offices": offices.results,  # bkd_register, unit_report, home_page
    "slow_readers": slow_readers.results,
    "item_analysis": item_analysis.results,
    "catalogue_search": catalogue_search.results,
}


def main() -> int:
    """1 where a benchmark could not be run; a goal that is not reached is no failure."""
    only = os.environ.get("ONLY", "")
    if only and only not in BENCHMARKS:
        sys.stderr.write(f"ONLY={only}: there is {', '.join(BENCHMARKS)}\n")
        return 2
    results, failures = _run([only] if only else list(BENCHMARKS))
    write(results, RESULTS / "latest.jsonl")
    sys.stdout.write(table(results) + "\n")
    return min(failures, 1)


def _run(names: list[str]) -> tuple[list[Result], int]:
    results: list[Result] = []
    failures = 0
    for name in names:
        sys.stderr.write(f"{name} …\n")
        try:
            results += BENCHMARKS[name]()
        except Exception as failure:  # noqa: BLE001  the others are worth running all the same
            known = isinstance(failure, Failed)
            sys.stderr.write(f"{name}: {failure if known else format_exc()}\n")
            failures += 1
    return results, failures


if __name__ == "__main__":
    sys.exit(main())

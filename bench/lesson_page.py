"""A lesson, signed in and with live progress, as browsers ask for it; on both engines."""

import sys
from collections.abc import Iterator
from html import escape

from bench import seed
from bench.homes import Home, hello, home
from bench.measuring import Pair, compare, visits
from bench.postgresql import postgresql, programs
from bench.results import Result

CONNECTIONS = 16
LONGEST_MS = 15


def results() -> Iterator[Result]:
    with home() as made:
        yield _result("lesson_page", 0.25, _measured(made))
    folder = programs()
    if folder is None:
        sys.stderr.write("lesson_page_postgresql: PostgreSQL is not on this machine\n")
        return
    with postgresql(folder) as url, home(url) as made:
        yield _result("lesson_page_postgresql", 0.15, _measured(made))


def _measured(made: Home) -> Pair:
    with made.app() as app:
        filled = seed.fill(app, CONNECTIONS)
        reading = seed.progress(filled.people, filled.lessons)
    readers = [
        {"path": module.path, "holds": f"<h1>{escape(module.title)}", "cookie": someone.cookie}
        for someone, module in zip(filled.people, reading, strict=True)
    ]
    greeted = [{"path": "/", "holds": "hello"}] * CONNECTIONS
    with hello() as reference, made.serving() as site:
        return compare(visits(reference, "reader", greeted), visits(site, "reader", readers))


def _result(name: str, least: float, pair: Pair) -> Result:
    fast = (pair.subject.p99_ms or 0) < LONGEST_MS
    return Result(
        name,
        "pages/s",
        "Flask hello/s",
        pair,
        goals=(
            (f"at least {least} of Flask hello", pair.ratio >= least),
            (f"p99 under {LONGEST_MS} ms at {CONNECTIONS} connections, never idle", fast),
        ),
    )

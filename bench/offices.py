"""Pages of the office over a whole province, and the home page of those who learn in it.

The same pages over a tenth of the people tell how their time grows with the rows.
"""

import os
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from bench import province
from bench.homes import Home, hello, home
from bench.measuring import Pair, compare, visits
from bench.postgresql import postgresql, programs
from bench.province import Province
from bench.results import Result

PEOPLE = int(os.environ.get("BENCH_PEOPLE", "10000"))  # each with ten completions; 100000 in full
CONNECTIONS = 2  # officers are few
LONGEST_MS = 100
Visited = Callable[[Province], list[dict[str, object]]]


@dataclass(frozen=True)
class Filled:
    home: Home
    province: Province


def _register(of: Province) -> list[dict[str, object]]:
    """As an officer reads: this year, on to its pages, one course, unit or person, all years."""
    asked = ("", "?page=40", f"?course={of.course}", f"?unit={of.team}", "?year=all")
    found = f"?q={of.learners[0].nip}"
    paths = [f"/register{query}" for query in (*asked, found)]
    return [{"paths": paths, "cookie": of.officer.cookie}] * CONNECTIONS


def _unit(of: Province) -> list[dict[str, object]]:
    """As the head of an office reads how their own people stand."""
    paths = [
        *("/register", "/register/fulfilment", "/register/fulfilment/people", "/reports/"),
        *(f"/reports/courses/{of.course}", "/reports/months", "/reports/overdue"),
    ]
    return [{"paths": paths, "cookie": of.head.cookie}] * CONNECTIONS


def _homes(of: Province) -> list[dict[str, object]]:
    return [{"paths": ["/"], "cookie": someone.cookie} for someone in of.learners]


PAGES: dict[str, Visited] = {"bkd_register": _register, "unit_report": _unit, "home_page": _homes}


def results() -> Iterator[Result]:
    """Three lines for each engine, over one province, which takes longest to fill."""
    with home() as small, home() as large:
        yield from _lines("", _filled(small, PEOPLE // 10), _filled(large, PEOPLE))
    folder = programs()
    if folder is None:
        sys.stderr.write("offices_postgresql: PostgreSQL is not on this machine\n")
        return
    with postgresql(folder) as a, postgresql(folder) as b, home(a) as small, home(b) as large:
        few, many = _filled(small, PEOPLE // 10), _filled(large, PEOPLE)
        yield from _lines("_postgresql", few, many)


def _lines(suffix: str, few: Filled, many: Filled) -> Iterator[Result]:
    for name, pages in PAGES.items():
        yield _result(name + suffix, pages, few, many)


def _filled(made: Home, people: int) -> Filled:
    with made.app() as app:
        return Filled(made, province.fill(app, people))


def _result(name: str, pages: Visited, few: Filled, many: Filled) -> Result:
    small, large = _measured(few, pages), _measured(many, pages)
    p99, before = (pair.subject.p99_ms or 0 for pair in (large, small))
    goals = (
        (f"p99 under {LONGEST_MS} ms with {PEOPLE:,} people: {p99:.0f}", p99 < LONGEST_MS),
        (f"grows slower than the rows: {p99 / before:.1f} times for ten times", p99 < 10 * before),
    )
    return Result(name, "pages/s", "Flask hello/s", large, goals)


def _measured(filled: Filled, pages: Visited) -> Pair:
    people = pages(filled.province)
    greeted = [{"path": "/", "holds": "hello"}] * len(people)
    with hello() as reference, filled.home.serving() as site:
        return compare(visits(reference, "reader", greeted), visits(site, "seeker", people))

"""Searching a catalogue of 10,000 modules, signed in, on both engines.

Twice: as people search, where some searches are asked far more often than others and all were asked
before since the catalogue last changed; and afresh, searches that nobody asked before.
"""

import os
import sys
from collections.abc import Iterator, Sequence
from typing import Any
from urllib.parse import urlencode

from sqlalchemy import select

from bench import catalogue, seed
from bench.homes import Home, hello, home
from bench.measuring import Pair, compare, visit, visits
from bench.postgresql import postgresql, programs
from bench.processes import Server
from bench.results import Result
from lms.foundation.database import db
from lms.identity.models import Agency

CONNECTIONS = 16
MODULES = int(os.environ.get("BENCH_MODULES", "10000"))
ASKED = 200  # searches that people ask, the first far more often than the last
ASKED_BEFORE = 20.0  # seconds in which they are asked before it is measured
LEAST = 0.1


def results() -> Iterator[Result]:
    with home() as made:
        yield from _results("catalogue_search", made)
    folder = programs()
    if folder is None:
        sys.stderr.write("catalogue_search_postgresql: PostgreSQL is not on this machine\n")
        return
    with postgresql(folder) as url, home(url) as made:
        yield from _results("catalogue_search_postgresql", made)


def _results(name: str, made: Home) -> Iterator[Result]:
    with made.app() as app:
        people = seed.fill(app, CONNECTIONS).people
        agency_id = db.session.scalars(select(Agency.id).order_by(Agency.id)).first()
        drawn = catalogue.fill(agency_id or 0, MODULES)
        known = [drawn.typed() for _ in range(ASKED)]
        weights = [1 / rank for rank in range(1, ASKED + 1)]
        often = [drawn.chance.choices(known, weights, k=2000) for _ in people]
        never = [[drawn.typed() for _ in range(1000)] for _ in people]
        mixed = [drawn.chance.sample(known, ASKED) for _ in people]
    with hello() as reference, made.serving() as site:
        visit(site, "seeker", _seekers(people, mixed), ASKED_BEFORE)
        pair = _pair(reference, site, _seekers(people, often))
        goal = f"at least {LEAST} of Flask hello over {MODULES:,} modules"
        yield Result(name, "pages/s", "Flask hello/s", pair, ((goal, pair.ratio >= LEAST),))
        pair = _pair(reference, site, _seekers(people, never))
        yield Result(f"{name}_afresh", "pages/s", "Flask hello/s", pair, ())


def _seekers(
    people: Sequence[seed.Someone], asked: Sequence[Sequence[str]]
) -> list[dict[str, Any]]:
    return [
        {"cookie": someone.cookie, "paths": [f"/courses?{urlencode({'q': it})}" for it in texts]}
        for someone, texts in zip(people, asked, strict=True)
    ]


def _pair(reference: Server, site: Server, seekers: list[dict[str, Any]]) -> Pair:
    greeted = [{"path": "/", "holds": "hello"}] * len(seekers)
    return compare(visits(reference, "reader", greeted), visits(site, "seeker", seekers))

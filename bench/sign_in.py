"""Signing in by the real form, against what the password hash alone allows on all cores."""

import os
import re
import urllib.request
from collections.abc import Iterator
from urllib.parse import urlencode

from bench import alone, seed
from bench.homes import home
from bench.measuring import compare, visits
from bench.processes import Failed, Server
from bench.results import Result

CONNECTIONS = 16
LEAST = 0.8


def results() -> Iterator[Result]:
    cores = os.cpu_count() or 1
    with home() as made:
        with made.app() as app:
            people = seed.fill(app, CONNECTIONS).people
        with made.serving() as site:
            members = [_member(site, someone.nip) for someone in people]
            checks = alone.programs("bench.hashing", count=cores)
            pair = compare(checks, visits(site, "member", members))
    yield Result(
        "sign_in",
        "sign-ins/s",
        f"argon2id checks/s, {cores} cores",
        pair,
        goals=((f"at least {LEAST} of the hash alone", pair.ratio >= LEAST),),
    )


def _member(site: Server, nip: str) -> dict[str, str]:
    """Somebody before the empty form: the cookie and the token that it came with."""
    with urllib.request.urlopen(f"http://127.0.0.1:{site.port}/sign-in") as page:
        cookie = page.headers["Set-Cookie"].partition(";")[0]
        token = re.search(r'name="csrf_token" value="([^"]+)"', page.read().decode())
    if token is None:
        raise Failed("/sign-in has no token")
    form = {"csrf_token": token[1], "nip": nip, "password": seed.PASSWORD}
    return {"cookie": cookie, "form": urlencode(form)}

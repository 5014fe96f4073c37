"""Threads that come to SQLite's door while somebody is inside, so that they are served together."""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from time import monotonic, sleep
from typing import Any

from flask import Flask

from lms.foundation import lending
from lms.foundation.gathering import Gathering
from lms.foundation.sqlite import QueueingConnection


def all_at_once(
    app: Flask, gathering: Gathering, calls: Sequence[Callable[[], Any]]
) -> tuple[list[Any], list[str]]:
    """What each call answers or raises, and the first word of all that SQLite was asked."""
    writing = lending.writer().connection.dbapi_connection
    assert isinstance(writing, QueueingConnection)
    asked: list[str] = []

    def run(call: Callable[[], Any]) -> Any:
        with app.app_context():
            return call()

    with ThreadPoolExecutor(len(calls)) as people:
        with writing.alone():
            answers = []
            deadline = monotonic() + 10
            for number, call in enumerate(calls, 1):
                answers.append(people.submit(run, call))
                while gathering.waiting < number and monotonic() < deadline:
                    sleep(0.001)
            writing.set_trace_callback(asked.append)
        told = [answer.exception() or answer.result() for answer in answers]
    writing.set_trace_callback(None)
    return told, [each.split()[0] for each in asked]

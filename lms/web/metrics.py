"""What Prometheus reads: requests of every process, jobs, and which release this is.

Each process counts in a small file that all of them map, so that whichever process is asked
answers for all. Asked by another machine, or through a proxy, the page does not exist.
"""

import mmap
import os
import struct
from bisect import bisect_left
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from threading import Lock

from flask import Blueprint, Flask, Response, abort, current_app, request
from flask.typing import ResponseReturnValue
from sqlalchemy import func, select
from sqlalchemy.exc import SQLAlchemyError

from lms import __version__
from lms.foundation import clock, jobs
from lms.foundation.database import db
from lms.web.access import public

bp = Blueprint("metrics", __name__)
CLASSES = ("1xx", "2xx", "3xx", "4xx", "5xx")
BOUNDS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 10.0)  # seconds
PLACES = len(CLASSES) + len(BOUNDS) + 2  # the last two: slower than any bound, and the sum
LOOPBACK = {"127.0.0.1", "::1"}
FORWARDED = ("X-Forwarded-For", "Forwarded", "X-Real-IP", "Via")


class Meters:
    """The counts of this process: eight bytes a place in a file named by its number."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._lock = Lock()
        self._places: memoryview | None = None
        self._process = 0

    def count(self, status: str, seconds: float) -> None:
        with self._lock:
            places = self._mapped()
            places[int(status[0]) - 1] += 1
            places[len(CLASSES) + bisect_left(BOUNDS, seconds)] += 1
            places[PLACES - 1] += int(seconds * 1e9)

    def _mapped(self) -> memoryview:
        if self._places is None or self._process != os.getpid():
            self._process = os.getpid()
            self._places = memoryview(self._file()).cast("q")
        return self._places

    def _file(self) -> mmap.mmap:
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            with (self.folder / str(self._process)).open("w+b") as file:
                file.truncate(PLACES * 8)
                return mmap.mmap(file.fileno(), PLACES * 8)
        except OSError:  # a full or read-only disk must not stop an answer
            return mmap.mmap(-1, PLACES * 8)

    def of_all(self) -> Iterator[tuple[str, tuple[int, ...]]]:
        """The counts of every process that lives; what the dead left is cleared away."""
        for path in sorted(self.folder.glob("[0-9]*")):
            if _lives(int(path.name)):
                yield path.name, struct.unpack(f"={PLACES}q", path.read_bytes())
            else:
                path.unlink(missing_ok=True)


def _lives(process: int) -> bool:
    with suppress(PermissionError):
        try:
            os.kill(process, 0)
        except ProcessLookupError:
            return False
    return True


def measure(app: Flask) -> Meters:
    app.register_blueprint(bp)
    app.extensions["meters"] = meters = Meters(app.config["SETTINGS"].home / "metrics")
    return meters


@bp.get("/metrics")
@public
def metrics() -> ResponseReturnValue:
    if not _from_this_machine():
        abort(404)
    lines = [*_build(), *_requests()]
    with suppress(SQLAlchemyError):  # requests are counted while the database is away, too
        lines += _jobs()
    return Response("\n".join(lines) + "\n", content_type="text/plain; version=0.0.4")


def _from_this_machine() -> bool:
    peer = request.environ.get("werkzeug.proxy_fix.orig", request.environ).get("REMOTE_ADDR")
    forwarded = any(name in request.headers for name in FORWARDED)
    return peer in LOOPBACK and not forwarded


def _build() -> Iterator[str]:
    yield "# TYPE lms_build_info gauge"
    engine = db.engine.dialect.name
    yield f'lms_build_info{{version="{__version__}",engine="{engine}"}} 1'


def _requests() -> Iterator[str]:
    counted = list(current_app.extensions["meters"].of_all())
    yield "# TYPE lms_requests_total counter"
    for process, places in counted:
        for kind, count in zip(CLASSES, places, strict=False):
            yield f'lms_requests_total{{process="{process}",status="{kind}"}} {count}'
    yield "# TYPE lms_request_seconds histogram"
    for process, places in counted:
        yield from _histogram(process, places[len(CLASSES) :])


def _histogram(process: str, places: tuple[int, ...]) -> Iterator[str]:
    total = 0
    for bound, count in zip((*BOUNDS, "+Inf"), places, strict=False):
        total += count
        yield f'lms_request_seconds_bucket{{process="{process}",le="{bound}"}} {total}'
    yield f'lms_request_seconds_count{{process="{process}"}} {total}'
    yield f'lms_request_seconds_sum{{process="{process}"}} {places[-1] / 1e9:.6f}'


def _jobs() -> Iterator[str]:
    yield "# TYPE lms_jobs gauge"
    counted = select(jobs.Job.state, func.count().label("count")).group_by(jobs.Job.state)
    counts = {each.state: each.count for each in db.session.execute(counted)}
    for state in jobs.JobState:
        yield f'lms_jobs{{state="{state}"}} {counts.get(state, 0)}'
    seen = jobs.seen_last()
    if seen:
        yield "# TYPE lms_worker_seen_seconds gauge"
        yield f"lms_worker_seen_seconds {(clock.now() - seen).total_seconds():.0f}"

"""The process that does background work, by itself or beside the server."""

import os
import signal
import threading
import time
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from lms.cli.context import site
from lms.foundation import jobs, logs, presence


def work(parent: int | None = None, lease: timedelta = jobs.LEASE) -> None:
    """Do jobs until a signal comes or `parent` is gone; the job at hand is finished."""
    stop = threading.Event()

    def told(*_: Any) -> None:
        stop.set()

    signal.signal(signal.SIGTERM, told)
    signal.signal(signal.SIGINT, told)
    if parent:
        follow(parent, stop.set)
    with site() as app:
        settings = app.config["SETTINGS"]
    logs.configure(settings.log_format)
    with presence.in_use(settings.home):
        jobs.work(app, stop, lease)


def follow(parent: int, end: Callable[[], None]) -> None:
    """Call `end` as soon as `parent` no longer is this process's parent, however it went."""

    def watch() -> None:
        while os.getppid() == parent:
            time.sleep(1)
        end()

    threading.Thread(target=watch, daemon=True).start()

"""Who uses a site: programs that serve it side by side, or one that replaces what is in it."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from lms.foundation.errors import Conflict
from lms.foundation.language import say

ADDRESS = "served-at"


@contextmanager
def in_use(home: Path, address: str = "") -> Iterator[None]:
    """The site is being served; it stays marked while any process started inside lives."""
    with _locked(home, fcntl.LOCK_SH):
        if address:
            (home / ADDRESS).write_text(address)
        yield


def served_at(home: Path) -> str | None:
    """Where the site was served last, for commands that are told no address."""
    try:
        return (home / ADDRESS).read_text().strip() or None
    except OSError:
        return None


@contextmanager
def alone(home: Path) -> Iterator[None]:
    """Nobody else uses the site; raises Conflict where somebody does."""
    with _locked(home, fcntl.LOCK_EX):
        yield


@contextmanager
def _locked(home: Path, how: int) -> Iterator[None]:
    home.mkdir(parents=True, exist_ok=True)
    with (home / "in-use.lock").open("a") as file:
        try:
            fcntl.flock(file, how | fcntl.LOCK_NB)
        except BlockingIOError:
            raise Conflict(
                say(
                    "Situs di %(home)s sedang dijalankan atau dipulihkan. "
                    "Hentikan dulu lms serve dan lms worker, lalu ulangi.",
                    home=home,
                )
            ) from None
        yield

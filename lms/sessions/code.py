"""The code on the screen: it changes, belongs to one meeting and one server, and runs out.

Pure functions of the server's key, the meeting and the moment; nothing is kept.
"""

import hmac
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

SHOWN_FOR = 20  # seconds until the next code
ACCEPTED_FOR = 45  # seconds from when a code was first shown: to aim, and for a slow signal
SCAN_HOLDS_FOR = 10 * 60  # seconds for the one browser that scanned: to sign in and press
LETTERS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"  # 32, none that looks like another
LENGTH = 8


@dataclass(frozen=True)
class Lock:
    """What codes of one meeting are made with."""

    key: bytes
    course_id: int
    slug: str

    @classmethod
    def of(cls, secret: str, course_id: int, slug: str) -> "Lock":
        return cls(hmac.digest(secret.encode(), b"attendance", "sha256"), course_id, slug)

    def mark(self, what: str, number: int) -> bytes:
        said = f"{what}/{self.course_id}/{self.slug}/{number}".encode()
        return hmac.new(self.key, said, sha256).digest()


def code_at(lock: Lock, moment: datetime) -> str:
    return _code(lock, int(moment.timestamp()) // SHOWN_FOR)


def _code(lock: Lock, window: int) -> str:
    return "".join(LETTERS[byte % len(LETTERS)] for byte in lock.mark("code", window)[:LENGTH])


def seconds_left(moment: datetime) -> int:
    """Until the code changes; from 1 on."""
    return SHOWN_FOR - int(moment.timestamp()) % SHOWN_FOR


def spoken(code: str) -> str:
    """In two halves, as one reads it out."""
    return f"{code[: LENGTH // 2]} {code[LENGTH // 2 :]}"


def typed(text: str) -> str:
    """What somebody typed, without what they put between and with large letters."""
    return "".join(each for each in text[:50].upper() if each.isalnum())


def accepts(lock: Lock, given: str, moment: datetime) -> bool:
    """Whether this code was on the screen not longer ago than it is accepted for."""
    now = moment.timestamp()
    window, sent = int(now) // SHOWN_FOR, typed(given).encode()
    first = -(-(int(now) - ACCEPTED_FOR) // SHOWN_FOR)
    # All are compared, so that the time it takes tells nothing.
    fits = [hmac.compare_digest(_code(lock, n).encode(), sent) for n in range(first, window + 1)]
    return any(fits)


def scan_of(lock: Lock, moment: datetime) -> str:
    """What the browser that scanned keeps, so that signing in does not cost its owner the scan."""
    at = int(moment.timestamp())
    return f"{at}.{lock.mark('scan', at).hex()}"


def holds(lock: Lock, scan: str, moment: datetime) -> bool:
    at, _, mark = scan.partition(".")
    if not (at.isascii() and at.isdigit() and len(at) < 12 and mark.isascii()):
        return False
    fits = hmac.compare_digest(lock.mark("scan", int(at)).hex(), mark)
    return fits and 0 <= moment.timestamp() - int(at) < SCAN_HOLDS_FOR

"""Wrong tries make the next one wait longer. Nobody is ever locked out.

Three counts: by NIP, by address (an office of hundreds shares one), and by NIP at a browser where
the person has signed in before. That last one stands alone: neither a stranger's guesses at the NIP
nor what the rest of an office mistypes slows the owner down there.
"""

import hmac
import math
from dataclasses import dataclass
from datetime import timedelta
from hashlib import sha256

from sqlalchemy import delete, insert

from lms.foundation import clock
from lms.foundation.database import aside
from lms.identity import queries
from lms.identity.models import FailedSignIn

KEPT = timedelta(days=30)  # for whoever looks into an attack; then a try is forgotten


@dataclass(frozen=True)
class Patience:
    """After `free` wrong tries each next one waits twice as long, up to `longest` seconds."""

    free: int
    longest: int

    def wait(self, tries: int) -> timedelta:
        over = tries - self.free
        return timedelta(seconds=min(2**over, self.longest) if over >= 0 else 0)


BY_NIP = Patience(free=5, longest=60)
BY_ADDRESS = Patience(free=50, longest=30)


@dataclass(frozen=True)
class Tries:
    """The counts that one try to sign in falls under."""

    nip_key: str
    address_key: str | None  # none at a browser that knows its person

    def seconds_to_wait(self) -> int:
        """Whole seconds until the next try is looked at; 0 for now."""
        left = _seconds_left(self.nip_key, BY_NIP)
        return max(left, _seconds_left(self.address_key, BY_ADDRESS)) if self.address_key else left

    def note_wrong(self) -> None:
        with aside() as connection:
            old = FailedSignIn.at < clock.now() - KEPT
            connection.execute(delete(FailedSignIn).where(old))
            for key in filter(None, (self.nip_key, self.address_key)):
                connection.execute(insert(FailedSignIn), {"key": key, "at": clock.now()})


def tries(secret: str, nip: str, address: str, known_browser: str | None) -> Tries:
    """`known_browser` is what `browser_mark` gave this browser at an earlier sign-in."""
    known = known_browser is not None and hmac.compare_digest(
        known_browser.encode(), browser_mark(secret, nip).encode()
    )
    if known:
        return Tries(_key(secret, "known", nip), None)
    return Tries(_key(secret, "nip", nip), _key(secret, "address", address))


def browser_mark(secret: str, nip: str) -> str:
    """What a browser keeps to show that its person has signed in here before."""
    return _key(secret, "browser", nip)


def _seconds_left(key: str, patience: Patience) -> int:
    count, last = queries.wrong_tries(key)
    if last is None:
        return 0
    left = (last + patience.wait(count) - clock.now()).total_seconds()
    return max(0, math.ceil(left))


def _key(secret: str, kind: str, value: str) -> str:
    """A keyed digest: the table of tries tells nobody's NIP or address."""
    return hmac.new(secret.encode(), f"{kind}:{value}".encode(), sha256).hexdigest()[:32]

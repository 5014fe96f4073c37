"""Wrong tries make the next one wait longer. Nobody is ever locked out.

Counted by NIP and address together, strictly; by address (an office of hundreds shares one); and by
NIP from everywhere, loosely, so that many addresses together are slowed while one of them alone
cannot keep the owner waiting elsewhere. At a browser where the person has signed in before, one
count stands alone: neither a stranger's guesses nor what an office mistypes slows them there. Why
these numbers: docs/decisions/0015.
"""

import hmac
import math
from dataclasses import dataclass
from datetime import timedelta
from hashlib import sha256
from ipaddress import IPv4Address, IPv6Address, ip_address

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


BY_NIP_THERE = Patience(free=5, longest=60)  # one NIP from one address, or at a known browser
BY_NIP = Patience(free=100, longest=15)
BY_ADDRESS = Patience(free=50, longest=30)
BY_LETTERS = Patience(free=30, longest=60)  # letters for a new password, asked from one address


@dataclass(frozen=True)
class Tries:
    """The counts that one try falls under, each with its patience."""

    counts: tuple[tuple[str, Patience], ...]

    def seconds_to_wait(self) -> int:
        """Whole seconds until the next try is looked at; 0 for now."""
        return max(_seconds_left(key, patience) for key, patience in self.counts)

    def note(self) -> None:
        """Count one more: a wrong password, or a letter that was asked for."""
        with aside() as connection:
            old = FailedSignIn.at < clock.now() - KEPT
            connection.execute(delete(FailedSignIn).where(old))
            made = [{"key": key, "at": clock.now()} for key, _ in self.counts]
            connection.execute(insert(FailedSignIn), made)


def tries(secret: str, nip: str, address: str, known_browser: str | None) -> Tries:
    """`known_browser` is what `browser_mark` gave this browser at an earlier sign-in."""
    known = known_browser is not None and hmac.compare_digest(
        known_browser.encode(), browser_mark(secret, nip).encode()
    )
    if known:
        return Tries(((_key(secret, "known", nip), BY_NIP_THERE),))
    place = neighbourhood(address)
    return Tries(
        (
            (_key(secret, "nip-there", f"{nip}:{place}"), BY_NIP_THERE),
            (_key(secret, "nip", nip), BY_NIP),
            (_key(secret, "address", place), BY_ADDRESS),
        )
    )


def letters(secret: str, address: str) -> Tries:
    """What counts the letters that are asked for from one address, for whomever."""
    return Tries(((_key(secret, "letters", neighbourhood(address)), BY_LETTERS),))


def neighbourhood(address: str) -> str:
    """What one subscriber has: an address of IPv4, the 64 bits of a network of IPv6."""
    try:
        told = ip_address(address)
    except ValueError:
        return address
    if isinstance(told, IPv4Address):
        return address
    return str(told.ipv4_mapped or IPv6Address(int(told) >> 64 << 64))


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

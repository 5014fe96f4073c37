"""How often one place or program may ask, counted in this process alone.

Neither codes (80 bits) nor tokens can be guessed, so this keeps off load and not secrets: what a
process forgets at its end, or another one counts for itself, does no harm.
"""

from collections import OrderedDict
from dataclasses import dataclass, field
from ipaddress import IPv6Address, ip_address
from math import ceil
from threading import Lock
from time import monotonic

from lms.foundation.errors import Refusal
from lms.foundation.language import Sentence, say

PLACES = 10_000  # that are remembered, those of last


class TooOften(Refusal):
    status = 429

    def default(self) -> Sentence:
        return say("Terlalu banyak pemeriksaan dari jaringan ini. Tunggu semenit, lalu coba lagi.")


@dataclass(frozen=True)
class Drawn:
    """Whether there was one to take, how many are left, and in how many seconds the next comes."""

    allowed: bool
    left: int
    next_in: int


@dataclass
class Bucket:
    """So many at once, and then one each `seconds`."""

    most: int
    seconds: float
    _left: "OrderedDict[str, tuple[float, float]]" = field(default_factory=OrderedDict)
    _lock: Lock = field(default_factory=Lock)

    def takes(self, place: str) -> bool:
        return self.draw(place).allowed

    def draw(self, place: str) -> Drawn:
        """Take one, where one is left."""
        now = monotonic()
        with self._lock:
            left, at = self._left.pop(place, (float(self.most), now))
            left = min(self.most, left + (now - at) / self.seconds)
            allowed = left >= 1
            left -= allowed
            self._left[place] = (left, now)
            while len(self._left) > PLACES:
                self._left.popitem(last=False)
        return Drawn(allowed, int(left), ceil((1 - left % 1) * self.seconds))

    def ensure(self, address: str) -> None:
        """Raises TooOften."""
        if not self.takes(place_of(address)):
            raise TooOften

    def forget(self) -> None:
        self._left.clear()


LOOKS = Bucket(most=60, seconds=1)
UPLOADS = Bucket(most=10, seconds=6)


def place_of(address: str) -> str:
    """One address of IPv4, one network of IPv6."""
    try:
        told = ip_address(address)
    except ValueError:
        return address
    if isinstance(told, IPv6Address):
        return str(told.ipv4_mapped or IPv6Address(int(told) >> 64 << 64))
    return address

"""Who puts a seal into a PDF: a key that is kept here, and one day a signing server."""

from dataclasses import dataclass
from typing import Protocol

from lms.foundation import clock
from lms.seals.keys import Pair


class Sealer(Protocol):
    """What `actions.seal_pdf` asks; time-stamps and BSrE come in by another of these."""

    def seal(self, pdf: bytes, reason: str) -> bytes: ...


@dataclass(frozen=True)
class OwnKey:
    """The key of an agency, kept by this site."""

    pair: Pair
    organisation: str

    def seal(self, pdf: bytes, reason: str) -> bytes:
        # Here, since pyHanko takes a second and 25 MB, and most of what runs never seals.
        from lms.seals import pdf as pades  # noqa: PLC0415

        return pades.seal(self.pair, self.organisation, pdf, reason, clock.now())

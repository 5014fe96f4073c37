"""Written work kept while it is typed, on any device, so that no text is written over unseen."""

from dataclasses import dataclass, replace
from datetime import datetime

from lms.foundation.errors import Conflict
from lms.foundation.language import Sentence, say

LONGEST = 200_000  # letters; ten times the longest assignment


@dataclass(frozen=True)
class Typed:
    """The draft as the server holds it; version 0 is the empty page."""

    text: str = ""
    version: int = 0
    base: int = 0
    device: str = ""
    counter: int = 0
    saved_at: datetime | None = None


@dataclass(frozen=True)
class Save:
    """What a device asks to keep; `base` is the version that its page began from."""

    text: str
    base: int
    device: str = ""  # empty: a form without scripts
    counter: int = 0


class Diverged(Conflict):
    """Another device has saved since; `typed` is what it wrote, and nothing of it is lost."""

    def __init__(self, typed: Typed) -> None:
        super().__init__()
        self.typed = typed

    def default(self) -> Sentence:
        return say(
            "Ada tulisan lain yang disimpan dari perangkat atau halaman lain. "
            "Tekan Simpan draf untuk melihat keduanya, lalu pilih."
        )


def is_known(typed: Typed, asked: Save) -> bool:
    """Whether there is nothing to write: an old save of the same device, or the same text."""
    if _same_device(typed, asked):
        return asked.counter <= typed.counter
    return asked.text == typed.text


def next_draft(typed: Typed, asked: Save, moment: datetime) -> Typed:
    """The draft after a save that is not known; of one device the highest counter wins.

    Raises Diverged where the one who typed had not seen what would be written over.
    """
    own = _same_device(typed, asked)
    if asked.text == typed.text:
        return replace(typed, counter=asked.counter)
    if asked.base != typed.version and not (own and asked.base >= typed.base):
        raise Diverged(typed)
    base = typed.base if own else asked.base
    return Typed(asked.text, typed.version + 1, base, asked.device, asked.counter, moment)


def _same_device(typed: Typed, asked: Save) -> bool:
    return bool(asked.device) and asked.device == typed.device

"""What is asked of SIASN, and how it can end; whoever sends knows no more of it than this."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Protocol

from lms.foundation.language import Said

Fields = Mapping[str, Any]


class Kind(StrEnum):
    """The two kinds of records of training that SIASN keeps."""

    COURSE = "kursus"
    STRUCTURAL = "diklat"


@dataclass(frozen=True)
class Held:
    """One record as SIASN holds it, by what tells it from others."""

    id: str
    orang_id: str  # empty where it was not told
    number: str
    day: str  # dd-mm-yyyy


class Trouble(Exception):
    """It did not go well; `said` is for people."""

    def __init__(self, said: Said) -> None:
        super().__init__(str(said))
        self.said = said


class Denied(Trouble):
    """SIASN heard it and said no: nothing was written."""


class Unheard(Trouble):
    """It was sent and may have been written; nobody answered so that one can know."""


class NotWritten(Trouble):
    """Nothing was written; a fault of the server, or of the way there."""


class LockedOut(Trouble):
    """Nothing was written: SIASN does not let us in, and will not before somebody mends it."""


class Busy(Trouble):
    """Nothing was written: we are asked to wait so many seconds."""

    def __init__(self, said: Said, seconds: float) -> None:
        super().__init__(said)
        self.seconds = seconds


class Siasn(Protocol):
    def held(self, kind: Kind, nip: str) -> Sequence[Held]:
        """What it holds of a person; raises NotWritten, LockedOut or Busy."""

    def write(self, kind: Kind, fields: Fields) -> str:
        """The id of the record written; with an `id` in the fields that one is changed.

        Raises any Trouble.
        """

    def orang_id(self, nip: str) -> str:
        """Of a person, empty where SIASN knows nobody; raises NotWritten, LockedOut or Busy."""

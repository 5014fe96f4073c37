"""What became of each question of a file, as it is kept and as it is told."""

from dataclasses import dataclass
from typing import Any

from lms.exchange.formats import NAMES
from lms.exchange.items import Reason
from lms.foundation.language import as_kept, to_keep

IMPORTED, SKIPPED = "imported", "skipped"


@dataclass(frozen=True)
class Line:
    """What became of one question of the file."""

    source: Reason
    type: str
    status: str
    reason: Reason = ""
    name: str = ""  # the identifier that it got, or has already
    again: bool = False  # it is in the bank, or further up in the file, just so
    heading: str = ""  # its first words, where the file could be read that far

    @property
    def kind(self) -> str:
        """The type of the question; none where only the form of its file is known."""
        return "" if self.type in NAMES else self.type

    @property
    def outcome(self) -> str:
        """Whether it is `new` to the bank, there `again`, or `refused`."""
        return "again" if self.again else "new" if self.status == IMPORTED else "refused"

    def facts(self) -> dict[str, Any]:
        """As `--json` prints it."""
        return {
            "source": str(self.source),
            "type": self.type,
            "status": self.status,
            "reason": str(self.reason),
        }

    def kept(self) -> dict[str, Any]:
        """As a report keeps it; `of` reads it."""
        return {name: to_keep(value) for name, value in vars(self).items()}

    @classmethod
    def of(cls, kept: dict[str, Any]) -> "Line":
        return cls(**{name: as_kept(value) for name, value in kept.items()})

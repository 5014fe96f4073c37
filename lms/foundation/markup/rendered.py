"""What rendering gives, and what it asks of its caller."""

import math
from collections.abc import Callable
from dataclasses import dataclass, field

from lms.foundation.language import Said

# Reading speed for adults in Indonesian prose; a third of the time is asked before "done".
WORDS_A_MINUTE = 180


@dataclass(frozen=True)
class Target:
    """Where a relative address leads; sizes are known for pictures."""

    url: str
    width: int | None = None
    height: int | None = None


Resolver = Callable[[str], Target | None]


@dataclass
class Rendered:
    html: str
    words: int
    headings: list[tuple[int, str, str]] = field(default_factory=list)  # level, id, text
    missing: list[str] = field(default_factory=list)  # relative addresses that lead nowhere
    without_alt: list[str] = field(default_factory=list)
    wrong_tex: list[tuple[str, Said]] = field(default_factory=list)  # as written, what is wrong

    @property
    def minutes(self) -> int:
        """Whole minutes of reading, at least one."""
        return max(1, math.ceil(self.words / WORDS_A_MINUTE))

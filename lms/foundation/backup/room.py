"""How much an archive may unpack to: what the disk holds, and what is likely for its size."""

import shutil
from pathlib import Path

from lms.foundation.backup.manifest import damaged
from lms.foundation.errors import Conflict
from lms.foundation.language import say

# A database of much text shrinks to a tenth, an empty one to a fiftieth; gzip can do a thousandth.
MOST_TIMES = 200
SMALL = 2**26  # what is unpacked without looking at the proportion
LEFT_FREE = 2**26  # for the rest of the machine


class Room:
    """What is left of both, taken by each member before any of it is written."""

    def __init__(self, likely: int, free: int) -> None:
        self.likely, self.free = likely, free

    @classmethod
    def of(cls, source: Path, folder: Path) -> "Room":
        likely = max(SMALL, source.stat().st_size * MOST_TIMES)
        return cls(likely, shutil.disk_usage(folder).free - LEFT_FREE)

    def take(self, size: int) -> None:
        self.likely, self.free = self.likely - size, self.free - size
        if self.likely < 0:
            raise damaged(say("isinya jauh lebih besar daripada yang wajar bagi ukurannya"))
        if self.free < 0:
            raise Conflict(
                say("Tempat di disk tidak cukup untuk isi cadangan ini. Kosongkan dulu tempatnya.")
            )

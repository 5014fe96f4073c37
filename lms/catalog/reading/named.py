"""What the name of a module file says."""

from dataclasses import dataclass
from re import Match


@dataclass
class Named:
    """A module file whose name can be read."""

    file_name: str
    number: int
    slug: str
    kind: str

    @classmethod
    def of(cls, found: Match[str]) -> "Named":
        return cls(found[0], int(found["number"]), found["slug"], found["kind"] or "lesson")

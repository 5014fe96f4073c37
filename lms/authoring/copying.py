"""A course's files as those of another: what belongs to the first alone stays with it."""

import re
from collections.abc import Callable

from lms.authoring import front
from lms.catalog.queries import ABOUT
from lms.catalog.reading.grammar import MODULE
from lms.catalog.reading.questions import HEADING
from lms.catalog.reading.sheet import LINE, outside_fences

ASKING = {"quiz", "survey"}  # the kinds whose questions have identifiers
NAMED = re.compile(r"(?<=^\{#)[a-z0-9-]+")
# Who read the first course read not this one; nobody took its modules under other names; and a
# panel decided on the first quiz alone.
LEFT = {ABOUT: ("reviewed_by", "review_by"), "": ("was", "cut")}

NewName = Callable[[], str]  # an identifier that no question has or had


def as_copy(path: str, source: bytes, new_name: NewName) -> bytes:
    """The same text, its questions under names of their own, as answers belong to a name."""
    kept = front.with_values(source, dict.fromkeys(LEFT.get(path, LEFT[""])))
    named = MODULE.fullmatch(path)
    return _renamed(kept, new_name) if named and named["kind"] in ASKING else kept


def _renamed(source: bytes, new_name: NewName) -> bytes:
    lines = LINE.findall(source.decode("utf-8", "replace"))
    asked = False
    for number, line in outside_fences([each.rstrip("\r\n") for each in lines], 0):
        if asked:
            lines[number] = NAMED.sub(lambda _: new_name(), lines[number])
        asked = bool(HEADING.match(line))
    return "".join(lines).encode()

"""The lines of a GIFT file, parted into questions, with what remarks and categories say of them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

REMARK = re.compile(r"\[(id|tag|rubric):((?:\\.|[^\]\\[])*+)\]")


@dataclass
class Chunk:
    """The lines of one question and what the remarks above it say."""

    line: int
    lines: list[str] = field(default_factory=list)
    identifier: str = ""
    tags: list[str] = field(default_factory=list)
    category: str = ""
    rubric: str = ""


def chunks(lines: list[str]) -> Iterator[Chunk]:
    chunk, category = Chunk(0), ""
    for number, line in enumerate([*lines, ""], 1):
        said = line.strip()
        if said.startswith("//"):
            _remark(chunk, said)
        elif said.startswith("$CATEGORY:") and not chunk.lines:
            category = said.partition(":")[2].strip().rpartition("/")[2]
        elif said:
            chunk.line = chunk.line or number
            chunk.lines.append(line)
        elif chunk.lines:
            chunk.category = category
            yield chunk
            chunk = Chunk(0)


def _remark(chunk: Chunk, said: str) -> None:
    for kind, value in REMARK.findall(said):
        shown = re.sub(r"\\(.)", r"\1", value)
        if kind == "id":
            chunk.identifier = shown
        elif kind == "rubric":
            chunk.rubric = shown
        else:
            chunk.tags.append(shown)

"""A question's source in its parts, and what differs between two versions of it.

The parts are told by how their lines begin, so they hold for every type that the grammar knows.
"""

import re
from dataclasses import dataclass

from lms.foundation.differences import Piece, compare
from lms.foundation.language import Sentence, say

STEM, TAGS, KEY, OPTIONS, FEEDBACK = "stem", "tags", "key", "options", "feedback"
PARTS: dict[str, Sentence] = {
    STEM: say("Pertanyaan"),
    OPTIONS: say("Pilihan"),
    KEY: say("Kunci"),
    FEEDBACK: say("Umpan balik"),
    TAGS: say("Label"),
}
OPTION = re.compile(r"\s*(?:-|\d+\.)\s+(?:\[(?P<mark>[^\]]*)\]\s*)?(?P<text>.*)")
TAG = re.compile(r"\s*\{#.*\}\s*")
QUOTE = re.compile(r"\s*>\s?(?P<text>.*)")


@dataclass(frozen=True)
class Difference:
    """One part as it was and as it is, word by word."""

    name: Sentence
    pieces: list[Piece]


def differences(old: str, new: str) -> list[Difference]:
    """The parts that differ, in the order of PARTS."""
    before, after = parts(old), parts(new)
    return [
        Difference(name, compare(before[part], after[part]))
        for part, name in PARTS.items()
        if before[part] != after[part]
    ]


def parts(source: str) -> dict[str, str]:
    """Every part, empty where the source has none of it; the heading's sign is left out."""
    found: dict[str, list[str]] = {part: [] for part in PARTS}
    here = STEM
    for line in filter(str.strip, source.splitlines()):
        here = _belongs(line, here)
        _tell(found, line, here)
    return {part: "\n".join(lines).strip() for part, lines in found.items()}


def _belongs(line: str, before: str) -> str:
    """The part of a line; one that is indented goes on with what is above it."""
    if TAG.fullmatch(line):
        return TAGS
    if QUOTE.fullmatch(line):
        return FEEDBACK
    if OPTION.fullmatch(line):
        return OPTIONS
    goes_on = before == OPTIONS and line.startswith((" ", "\t"))
    return OPTIONS if goes_on else STEM


def _tell(found: dict[str, list[str]], line: str, part: str) -> None:
    option, quote = OPTION.fullmatch(line), QUOTE.fullmatch(line)
    if part == OPTIONS and option:
        found[OPTIONS].append(option["text"])
        if option["mark"] is not None:  # by its place: another wording is no other key
            found[KEY].append(f"{len(found[KEY]) + 1}. [{option['mark']}]")
    elif part == FEEDBACK and quote:
        found[FEEDBACK].append(quote["text"])
    else:
        found[part].append(line.removeprefix("##").strip())

"""A text in the pieces that an author moves: paragraphs, items, headings, rows of tables."""

import re
from collections.abc import Callable, Sequence

from lms.authoring.front import parts
from lms.catalog.reading.sheet import Fences
from lms.foundation.differences import matcher

BEGINS = re.compile(r"\s*(?:[-*+]|\d+[.)])\s|#{1,6}\s|\s*\|")
ALIKE = 0.5  # of their words in common, in order; less is another block
LONGEST = 150  # words of a block that are compared
MOST = 1000  # pairs of blocks that are compared


def blocks(text: str) -> list[str]:
    """Put together again they are the text; each line of a front matter stands by itself."""
    front = len(parts(text.encode()).front)
    lines = text.splitlines(keepends=True)
    found, fences, apart = lines[:front], Fences(), True
    for line in lines[front:]:
        was_code = bool(fences.opened)
        code = fences.hold(line.rstrip("\r\n"))
        blank = not line.strip() and not code
        begins = apart or bool(BEGINS.match(line)) or (code and not was_code)
        if found and len(found) > front and (blank or was_code or not begins):
            found[-1] += line
        else:
            found.append(line)
        apart = blank or (code and not fences.opened)
    return found


def is_code(block: str) -> bool:
    return block.lstrip().startswith(("```", "~~~"))


def key_of(block: str) -> str:
    """What it says, wherever its lines are broken."""
    return block.rstrip() if is_code(block) else " ".join(block.split())


def likeness(one: str, other: str) -> float:
    """How much of their words is the same, 0 for what is another block."""
    it = matcher(one.split()[:LONGEST], other.split()[:LONGEST])
    near = it.real_quick_ratio() >= ALIKE and it.quick_ratio() >= ALIKE
    found = it.ratio() if near else 0.0
    return found if found >= ALIKE else 0.0


def aligned(
    olds: Sequence[str], news: Sequence[str], like: Callable[[str, str], float] = likeness
) -> list[tuple[int, int]]:
    """Which of the new comes of which old, in one order, so that most is alike."""
    if len(olds) * len(news) > MOST:
        return []
    like_of = [[like(one, other) for other in news] for one in olds]
    best = [[0.0] * (len(news) + 1) for _ in range(len(olds) + 1)]
    for i in range(len(olds) - 1, -1, -1):
        for k in range(len(news) - 1, -1, -1):
            paired = best[i + 1][k + 1] + like_of[i][k] if like_of[i][k] else 0.0
            best[i][k] = max(paired, best[i + 1][k], best[i][k + 1])
    found, i, k = list[tuple[int, int]](), 0, 0
    while i < len(olds) and k < len(news) and best[i][k]:
        if best[i][k] == best[i + 1][k]:
            i += 1
        elif best[i][k] == best[i][k + 1]:
            k += 1
        else:
            found.append((i, k))
            i, k = i + 1, k + 1
    return found

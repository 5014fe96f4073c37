"""Which block of a text came of which block of another: where it stood, or moved, or changed."""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from lms.authoring.blocks import aligned, key_of, likeness
from lms.foundation.differences import matcher

SAYS = re.compile(r"\w.*\w", re.DOTALL)  # else it is a rule or a mark
FEWEST = 5  # words, or a block that moved cannot be told if it changed as well
MOST = 1000  # pairs of them that are compared


@dataclass
class Pairs:
    """Which block came of which, by their numbers; those that moved are among them."""

    of_old: dict[int, int] = field(default_factory=dict)
    of_new: dict[int, int] = field(default_factory=dict)
    moved: set[int] = field(default_factory=set)  # numbers of old ones

    def put(self, old: int, new: int, *, moved: bool = False) -> None:
        self.of_old[old], self.of_new[new] = new, old
        if moved:
            self.moved.add(old)

    def lone(self, blocks: Sequence[str], paired: Iterable[int]) -> list[int]:
        """Those that nothing is paired with, and that say something."""
        known = set(paired)
        return [n for n, it in enumerate(blocks) if n not in known and SAYS.search(it)]


def paired(before: Sequence[str], after: Sequence[str]) -> Pairs:
    """The same at one place, then the same elsewhere, then what is alike here, and elsewhere."""
    pairs, gaps = Pairs(), list[tuple[range, range]]()
    here, there = [key_of(it) for it in before], [key_of(it) for it in after]
    for kind, i, j, k, m in matcher(here, there).get_opcodes():
        if kind == "equal":
            for was, now in zip(range(i, j), range(k, m), strict=True):
                pairs.put(was, now)
        else:
            gaps.append((range(i, j), range(k, m)))
    _pair_moved(pairs, before, after)
    for olds, news in gaps:
        left = [n for n in olds if n not in pairs.of_old]
        right = [n for n in news if n not in pairs.of_new]
        alone = len(left) == len(right) == 1
        like = aligned([before[n] for n in left], [after[n] for n in right])
        for a, b in [(0, 0)] if alone else like:
            pairs.put(left[a], right[b])
    _pair_alike(pairs, before, after)
    return pairs


def _pair_moved(pairs: Pairs, before: Sequence[str], after: Sequence[str]) -> None:
    waiting = defaultdict[str, list[int]](list)
    for was in pairs.lone(before, pairs.of_old):
        waiting[key_of(before[was])].append(was)
    for now in pairs.lone(after, pairs.of_new):
        found = waiting[key_of(after[now])]
        if found:
            pairs.put(found.pop(0), now, moved=True)


def _pair_alike(pairs: Pairs, before: Sequence[str], after: Sequence[str]) -> None:
    """Moved and changed; the most alike first."""
    olds = [n for n in pairs.lone(before, pairs.of_old) if len(before[n].split()) >= FEWEST]
    news = [n for n in pairs.lone(after, pairs.of_new) if len(after[n].split()) >= FEWEST]
    if len(olds) * len(news) > MOST:
        return
    ranked = sorted((-likeness(before[i], after[k]), i, k) for i in olds for k in news)
    for less, i, k in ranked:
        if less and i not in pairs.of_old and k not in pairs.of_new:
            pairs.put(i, k, moved=True)

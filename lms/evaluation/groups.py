"""Groups in which nobody can be found: what is shown, and what is not.

Answers fall into cells, one for each run and revision. Cells are joined into groups of at least
`LEAST` people, and a choice of cells is shown only where it is made of whole groups. Whatever is
added to or taken from what is shown is then made of whole groups too, so that no two pages, taken
from each other, leave fewer people than that.
"""

from collections.abc import Callable, Collection, Mapping

LEAST = 5
Cell = tuple[int, int]  # the run's id and the revision's number
Group = frozenset[Cell]
Size = Callable[[Group], int]


def groups(counts: Mapping[Cell, int]) -> list[Group]:
    """The cells that somebody answered in, each in one group; none where all are too few.

    Runs are kept apart as far as that goes, since they are what is compared; then revisions.
    """

    def size(group: Group) -> int:
        return sum(counts[cell] for cell in group)

    held = [cell for cell, count in counts.items() if count]
    runs = [frozenset(cell for cell in held if cell[0] == run) for run in {run for run, _ in held}]
    apart = [group for run in runs if size(run) >= LEAST for group in _joined(_each(run), size)]
    small = [cell for run in runs if size(run) < LEAST for cell in run]
    found = _joined([*apart, frozenset(small)] if small else apart, size)
    return [group for group in found if size(group) >= LEAST]


def _each(cells: Group) -> list[Group]:
    return [frozenset({cell}) for cell in sorted(cells)]


def _joined(parts: list[Group], size: Size) -> list[Group]:
    """All that are too small as one; where that is too small too, with the smallest other."""
    whole = [part for part in parts if size(part) >= LEAST]
    rest: Group = frozenset().union(*(part for part in parts if size(part) < LEAST))
    if rest and whole and size(rest) < LEAST:
        nearest = min(whole, key=lambda part: (size(part), sorted(part)))
        whole.remove(nearest)
        rest |= nearest
    return [*whole, rest] if rest else whole


def is_shown(chosen: Collection[Cell], counts: Mapping[Cell, int]) -> bool:
    """Whether the chosen cells are made of whole groups, and of one at least."""
    wanted = {cell for cell in chosen if counts.get(cell)}
    touched = [group for group in groups(counts) if group & wanted]
    return bool(touched) and frozenset().union(*touched) == wanted

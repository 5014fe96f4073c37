"""The subjects of the back: the modules of a course, with what each has of its JP.

A course says its JP as a whole and minutes for each module, so the JP are shared out by minutes, in
tenths, and their sum is the course's.
"""

from collections.abc import Sequence

TENTHS = 10


def shared(jp: int, minutes: Sequence[int]) -> list[int]:
    """Tenths of a JP for each; the largest remainders get what is left over."""
    weights = list(minutes) if sum(minutes) else [1] * len(minutes)
    whole = sum(weights)
    if not whole:
        return []
    exact = [divmod(jp * TENTHS * weight, whole) for weight in weights]
    given = [share for share, _ in exact]
    left = jp * TENTHS - sum(given)
    for place in sorted(range(len(exact)), key=lambda it: -exact[it][1])[:left]:
        given[place] += 1
    return given


def as_jp(tenths: int) -> str:
    """As it is printed: 15 is "1,5", 20 is "2", nothing is a dash."""
    whole, rest = divmod(tenths, TENTHS)
    if not tenths:
        return "–"
    return f"{whole},{rest}" if rest else str(whole)

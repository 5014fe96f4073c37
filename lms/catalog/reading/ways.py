"""Where ways lead: pure questions about scenes and what each leads to."""

from collections.abc import Collection, Mapping

Ways = Mapping[str, Collection[str]]  # from each scene to those that its choices lead to


def reached(ways: Ways, start: str) -> set[str]:
    """Every scene that can be come to from `start`, itself among them."""
    found, waiting = {start}, [start]
    while waiting:
        ahead = set(ways.get(waiting.pop(), ())) - found
        found |= ahead
        waiting += ahead
    return found


def astray(ways: Ways, ends: Collection[str]) -> set[str]:
    """Every scene from which no end can be come to."""
    back: dict[str, set[str]] = {}
    for scene, ahead in ways.items():
        for each in ahead:
            back.setdefault(each, set()).add(scene)
    home = set().union(*(reached(back, end) for end in ends)) if ends else set()
    return set(ways) - home

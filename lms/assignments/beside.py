"""What upper rooms lay beside a person's work on its page; each enters itself here at the start."""

from collections.abc import Callable

from markupsafe import Markup

from lms.assignments.queries.written import Work

# Asked with the work and its title while the page is made; an empty answer leaves no trace.
Beside = Callable[[Work, str], Markup]

_entered: list[Beside] = []


def enter(beside: Beside) -> None:
    """Called once by each room at the start."""
    if beside not in _entered:
        _entered.append(beside)


def pieces(work: Work, title: str) -> list[Markup]:
    return [made for beside in _entered if (made := beside(work, title))]

"""What a person looks for in the catalogue, and what each further choice would leave of it."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from lms.catalog.queries.listing import Listed

SHORT = 4  # JP; a course of more is a long one


@dataclass(frozen=True)
class Wish:
    """What a person looks for."""

    words: str = ""
    theme: str = ""
    competency: str = ""
    level: int | None = None  # of that competency, or of any
    length: str = ""  # "short" or "long"
    form: int | None = None
    page: int = 1

    @property
    def filters(self) -> int:
        """How many filters are chosen."""
        chosen = (self.theme, self.competency, self.level, self.length, self.form)
        return sum(map(bool, chosen))

    @property
    def narrowed(self) -> bool:
        """Whether it asks for less than all courses."""
        return bool(self.words or self.filters)

    def on_page(self, page: int) -> "Wish":
        """The same on another page."""
        return self if page == self.page else replace(self, page=page)

    def is_met(self, course: Listed) -> bool:
        """Whether a course passes all filters; words are another matter."""
        return (
            self.theme in {"", course.theme}
            and self.length in {"", length_of(course)}
            and self.form in {None, course.form_code}
            and self._builds(course)
        )

    def _builds(self, course: Listed) -> bool:
        """Whether the course builds this competency at this level, or what is asked of the two."""
        if not (self.competency or self.level):
            return True
        return any(self._is_aim(code, level) for code, level in course.aims)

    def _is_aim(self, code: str, level: int) -> bool:
        return self.competency in {"", code} and self.level in {None, level}


def length_of(course: Listed) -> str:
    return "short" if course.jp <= SHORT else "long"


@dataclass(frozen=True)
class Counts:
    """For each value of a filter what the list would hold with it, the other filters kept.

    The empty value stands for none chosen.
    """

    theme: Counter[str]
    length: Counter[str]
    form: Counter[int | None]
    competency: Counter[str]
    level: Counter[int | None]


def counts(courses: Sequence[Listed], wish: Wish) -> Counts:
    """Of the courses that have the words."""
    of_any = _passing(courses, wish, competency="")
    of_level = _passing(courses, wish, level=None)
    return Counts(
        _counted("", (it.theme for it in _passing(courses, wish, theme=""))),
        _counted("", (length_of(it) for it in _passing(courses, wish, length=""))),
        _counted(None, (it.form_code for it in _passing(courses, wish, form=None))),
        Counter(code for it in of_any for code, level in it.aims if wish.level in {None, level}),
        Counter(level for it in of_level for level in _levels(it, wish.competency)),
    )


def _passing(courses: Sequence[Listed], wish: Wish, **freed: Any) -> Sequence[Listed]:
    """Those that pass all filters but one."""
    others = replace(wish, **freed)
    return [it for it in courses if others.is_met(it)] if others.filters else courses


def _counted(every: Any, values: Iterable[Any]) -> Counter[Any]:
    counted = Counter(values)
    counted[every] = counted.total()
    return counted


def _levels(course: Listed, competency: str) -> set[int]:
    """Each once, since a course counts once."""
    return {level for code, level in course.aims if competency in {"", code}}

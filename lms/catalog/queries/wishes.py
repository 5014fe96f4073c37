"""What a person looks for in the catalogue, and what each further choice would leave of it."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

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
        met = self._has_theme(course) and self._has_length(course) and self._has_form(course)
        return met and self.builds(course)

    def builds(self, course: Listed) -> bool:
        """Whether the course builds this competency at this level, or what is asked of the two."""
        if not (self.competency or self.level):
            return True
        return any(self._is_aim(code, level) for code, level in course.aims)

    def _is_aim(self, code: str, level: int) -> bool:
        return self.competency in {"", code} and self.level in {None, level}

    def _has_theme(self, course: Listed) -> bool:
        return self.theme in {"", course.theme}

    def _has_length(self, course: Listed) -> bool:
        return self.length in {"", length_of(course)}

    def _has_form(self, course: Listed) -> bool:
        return self.form in {None, course.form_code}

    def unmet(self, course: Listed) -> tuple[str, ...]:
        """Which of theme, length and form stand in the course's way."""
        ways = (("theme", self._has_theme), ("length", self._has_length), ("form", self._has_form))
        return tuple(name for name, has in ways if not has(course))


def length_of(course: Listed) -> str:
    return "short" if course.jp <= SHORT else "long"


@dataclass(frozen=True)
class Counts:
    """For each value of a filter what the list would hold with it, the other filters kept.

    The empty value stands for none chosen.
    """

    theme: Counter[str] = field(default_factory=Counter)
    length: Counter[str] = field(default_factory=Counter)
    form: Counter[int | None] = field(default_factory=Counter)
    competency: Counter[str] = field(default_factory=Counter)
    level: Counter[int | None] = field(default_factory=Counter)


def counts(courses: Iterable[Listed], wish: Wish) -> Counts:
    """Each course is looked at once: it counts for a filter where no other stands in its way."""
    counted = Counts()
    for course in courses:
        unmet = wish.unmet(course)
        if not unmet:
            _count_aims(counted, course, wish)
        if wish.builds(course) and len(unmet) < 2:
            _count(counted, course, unmet)
    return counted


def _count(counted: Counts, course: Listed, unmet: tuple[str, ...]) -> None:
    if unmet in {(), ("theme",)}:
        counted.theme.update(("", course.theme))
    if unmet in {(), ("length",)}:
        counted.length.update(("", length_of(course)))
    if unmet in {(), ("form",)}:
        counted.form.update((None, course.form_code))


def _count_aims(counted: Counts, course: Listed, wish: Wish) -> None:
    codes = {code for code, level in course.aims if wish.level in {None, level}}
    levels = {level for code, level in course.aims if wish.competency in {"", code}}
    counted.competency.update(codes)
    counted.level.update(levels)

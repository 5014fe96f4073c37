"""The filters of the catalogue: what may be chosen, and what each choice would leave."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from lms.catalog import queries as catalog
from lms.catalog.queries import Catalogue, Wish
from lms.foundation.language import Sentence, say

THEMES: dict[str, Sentence] = {
    "digital": say("Digital dan data"),
    "pelayanan": say("Pelayanan publik"),
    "kepemimpinan": say("Kepemimpinan"),
    "tata-kelola": say("Tata kelola"),
}
LENGTHS: dict[str, Sentence] = {
    "short": say("Sampai %(jp)d JP", jp=catalog.SHORT),
    "long": say("Lebih dari %(jp)d JP", jp=catalog.SHORT),
}
LEVELS = range(1, 6)


@dataclass(frozen=True)
class Choice:
    """One value of a filter; `value` is empty where it stands for all."""

    value: Any
    text: Sentence | str
    count: int
    chosen: bool


@dataclass(frozen=True)
class Names:
    """What competencies and forms of development are called."""

    competencies: Mapping[str, str]
    forms: Mapping[int, str]

    @property
    def key(self) -> tuple[object, ...]:
        """All of it, for what is kept of it."""
        return *self.competencies.items(), *self.forms.items()


def choices(catalogue: Catalogue, wish: Wish, names: Names) -> dict[str, list[Choice]]:
    """For each filter what the courses of this agency have, and what was asked for."""
    counts, courses = catalogue.found.counts, catalogue.everything.courses.values()
    aims = [aim for course in courses for aim in course.aims]
    return {
        "theme": _choices(THEMES, {it.theme for it in courses}, counts.theme, wish.theme),
        "length": _choices(LENGTHS, set(LENGTHS), counts.length, wish.length),
        "competency": _choices(
            names.competencies, {code for code, _ in aims}, counts.competency, wish.competency
        ),
        "level": _choices(
            {level: str(level) for level in LEVELS},
            {level for _, level in aims},
            counts.level,
            wish.level,
        ),
        "form": _choices(names.forms, {it.form_code for it in courses}, counts.form, wish.form),
    }


def _choices(
    names: Mapping[Any, Sentence | str], had: Iterable[Any], counts: Counter[Any], chosen: Any
) -> list[Choice]:
    """In the order of the names, and after them what has none."""
    wanted = {*had, chosen} - {"", None}
    known = [value for value in names if value in wanted]
    unnamed = sorted(wanted.difference(names))
    return [
        Choice(value, names.get(value, str(value)), counts[value], value == chosen)
        for value in (*known, *unnamed)
    ]

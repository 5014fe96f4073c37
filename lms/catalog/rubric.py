"""The rubric of an assignment or an essay question, and the levels that people give by it."""

from collections.abc import Mapping, Sequence
from typing import Any, Protocol

from lms.foundation.errors import Invalid
from lms.foundation.language import say


class Rubric(Protocol):
    """Behaviours in rows, levels in columns; a level counts from 1."""

    @property
    def rubric(self) -> tuple[Mapping[str, Any], ...]: ...
    @property
    def levels(self) -> tuple[str, ...]: ...


def ensure_levels(rubric: Rubric, ratings: Sequence[int | None]) -> list[int]:
    """One level for each behaviour; raises Invalid that names each missing row by its place."""
    least, most, rows = 1, len(rubric.levels), len(rubric.rubric)
    given = [*ratings, *[None] * rows][:rows]
    missing = {
        str(place): say("Pilih satu tingkat untuk perilaku ini.")
        for place, rating in enumerate(given)
        if rating is None or not least <= rating <= most
    }
    if missing or len(ratings) > rows:
        raise Invalid(say("Rubriknya belum lengkap."), missing)
    return [rating for rating in given if rating is not None]


def rubric_rows(rules: Rubric) -> list[dict[str, Any]]:
    """The rubric as its component takes it; the key of a row is its place, from 0."""
    return [
        {
            "key": str(place),
            "text": row["behaviour"],
            "competency": row["competency"],
            "levels": [
                {"value": value, "title": title.partition(" ")[2], "text": text}
                for value, (title, text) in enumerate(
                    zip(rules.levels, row["levels"], strict=True), 1
                )
            ],
        }
        for place, row in enumerate(rules.rubric)
    ]


def chosen(ratings: list[int] | None) -> dict[str, int]:
    return {str(place): rating for place, rating in enumerate(ratings or [])}

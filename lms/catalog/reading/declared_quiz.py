"""What the front matter of a quiz may say."""

from datetime import date, datetime
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BeforeValidator, Field, field_validator

from lms.catalog.reading.declared import (
    Code,
    Declared,
    Minutes,
    ModuleDeclared,
    Percent,
    Slug,
    Title,
    each_once,
    refuse,
)
from lms.foundation.language import say


def _hour(given: Any) -> str:
    """As ISO 8601 writes it; without a zone it is the site's own, wherever the course is taken."""
    try:
        moment = datetime.fromisoformat(str(given)) if not _is_day(given) else None
    except ValueError:
        moment = None
    if moment is None:
        raise refuse(say("bukan tanggal dengan jam."), say("Tulis seperti 2026-11-30 08:00."))
    return moment.isoformat(timespec="minutes")


def _is_day(given: Any) -> bool:
    return (isinstance(given, date) and not isinstance(given, datetime)) or len(str(given)) < 16


def is_earlier(one: str, other: str) -> bool:
    """Whether `one` comes before `other`, as far as can be said without knowing a site's zone."""
    first, second = datetime.fromisoformat(one), datetime.fromisoformat(other)
    if (first.tzinfo is None) != (second.tzinfo is None):
        first, second = first.replace(tzinfo=None), second.replace(tzinfo=None)
    return first < second


Hour = Annotated[str, BeforeValidator(_hour)]


class Shuffle(Declared):
    questions: bool = True
    options: bool = True


class DrawDeclared(Declared):
    """A line of a blueprint: so many questions of a competency, a level or a topic."""

    competency: Code | None = None
    level: Annotated[int, Field(ge=1, le=5)] | None = None
    topic: Title | None = None
    count: Annotated[int, Field(ge=1, le=100)]


class BlueprintDeclared(Declared):
    topics: Annotated[list[Slug], Field(min_length=1, alias="from"), AfterValidator(each_once)]
    draw: Annotated[list[DrawDeclared], Field(min_length=1)]


class MarkingDeclared(Declared):
    """How people mark the essays of a quiz."""

    blind: bool = False  # markers see no name before the marks are out
    second: bool = False  # two mark each essay, unseen by each other
    differs: Annotated[int, Field(ge=0, le=4)] = 1  # levels; more in any row needs a third
    differs_percent: Percent | None = None  # of the points; the same for the whole
    release: Literal["when_marked", "together"] = "when_marked"


class QuizDeclared(ModuleDeclared):
    blueprint: BlueprintDeclared | None = None
    purpose: Literal["practice", "graded", "final", "pretest"] = "graded"
    pass_mark: Percent | None = None  # 70, where no panel decided on one
    cut: Slug | None = None  # a panel, which is known only where the course is published
    opens: Hour | None = None
    closes: Hour | None = None
    time_limit: Minutes | None = None
    attempts: Annotated[int, Field(ge=1, le=100)] | None = None
    wait: Annotated[int, Field(ge=0, le=8760)] = 0  # hours, at most a year
    grade: Literal["best", "last", "first"] = "best"
    shuffle: Shuffle = Shuffle()
    marking: MarkingDeclared = MarkingDeclared()
    feedback: Literal["at_once", "after_submit", "after_close"] = "after_submit"

    @field_validator("cut")
    @classmethod
    def _one_of_two(cls, panel: str | None, info: Any) -> str | None:
        if panel and info.data.get("pass_mark") is not None:
            raise refuse(say("tidak dapat bersama pass_mark."), say("Hapus salah satu."))
        return panel

    @field_validator("closes")
    @classmethod
    def _room_to_begin(cls, closes: str | None, info: Any) -> str | None:
        opens = info.data.get("opens")
        if opens and closes and not is_earlier(opens, closes):
            raise refuse(say("tidak sesudah opens."), say("Undurkan closes, atau majukan opens."))
        return closes

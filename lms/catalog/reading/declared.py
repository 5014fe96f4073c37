"""What the front matter of each kind of file may say."""

from datetime import date, datetime
from typing import Annotated, Any, Literal, TypeVar

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, field_validator
from pydantic_core import PydanticCustomError

from lms.catalog.reading.grammar import COMPETENCY, SLUG

Anything = TypeVar("Anything")


def refuse(text: str, mend: str) -> PydanticCustomError:
    return PydanticCustomError("said", text, {"mend": mend})


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _slug(text: str) -> str:
    if not SLUG.fullmatch(text):
        raise refuse("bukan slug.", "Pakai huruf kecil, angka, dan tanda hubung.")
    return text


def _competency(text: str) -> str:
    if not COMPETENCY.fullmatch(text):
        raise refuse("bukan kode kompetensi.", "Tulis seperti M.5 atau SK.1.")
    return text


def _hour(given: Any) -> str:
    """As ISO 8601 writes it; without a zone it is the site's own, wherever the course is taken."""
    try:
        moment = datetime.fromisoformat(str(given)) if not _is_day(given) else None
    except ValueError:
        moment = None
    if moment is None:
        raise refuse("bukan tanggal dengan jam.", "Tulis seperti 2026-11-30 08:00.")
    return moment.isoformat(timespec="minutes")


def _is_day(given: Any) -> bool:
    return (isinstance(given, date) and not isinstance(given, datetime)) or len(str(given)) < 16


def _is_earlier(one: str, other: str) -> bool:
    """Whether `one` comes before `other`, as far as can be said without knowing a site's zone."""
    first, second = datetime.fromisoformat(one), datetime.fromisoformat(other)
    if (first.tzinfo is None) != (second.tzinfo is None):
        first, second = first.replace(tzinfo=None), second.replace(tzinfo=None)
    return first < second


Hour = Annotated[str, BeforeValidator(_hour)]
Line = Annotated[str, Field(max_length=1000), AfterValidator(_one_line)]
Title = Annotated[str, Field(min_length=1, max_length=200), AfterValidator(_one_line)]
Slug = Annotated[str, AfterValidator(_slug)]
Code = Annotated[str, AfterValidator(_competency)]
Percent = Annotated[int, Field(ge=0, le=100)]
Minutes = Annotated[int, Field(ge=1, le=1000)]


class Declared(BaseModel):
    """Strict, since `70%` or `ya` for a number is a slip that the author wants to know of."""

    model_config = ConfigDict(extra="forbid", strict=True, str_strip_whitespace=True)


class Aim(Declared):
    code: Code
    level: int = Field(ge=1, le=5)


class Completion(Declared):
    require: str | list[str] = "all"
    min_score: Percent = 0

    @field_validator("require", mode="plain")
    @classmethod
    def _all_or_modules(cls, given: Any) -> Any:
        slugs = isinstance(given, list) and given and all(isinstance(each, str) for each in given)
        if given == "all" or slugs:
            return given
        raise refuse("bukan all atau daftar modul.", "Tulis all atau [slug-modul, slug-modul].")


def _each_once(given: list[Anything]) -> list[Anything]:
    names = [getattr(each, "code", each) for each in given]
    if len(set(names)) < len(names):
        raise refuse("memuat butir yang sama dua kali.", "Sisakan satu saja.")
    return given


class CourseDeclared(Declared):
    title: Title
    summary: Annotated[Line, Field(min_length=1)]
    language: Literal["id", "en"]
    theme: Literal["digital", "pelayanan", "kepemimpinan", "tata-kelola"]
    jp: int = Field(ge=1, le=200)
    form: int = Field(ge=1, le=25)  # SIASN's codes of forms of development
    audience: Line = ""
    prerequisites: Annotated[list[Slug], AfterValidator(_each_once)] = []
    goals: list[Title] = []
    competencies: Annotated[list[Aim], AfterValidator(_each_once)] = []
    completion: Completion = Completion()
    authors: list[Title] = []
    reviewed_by: Line = ""
    review_by: date | None = None
    licence: Line = ""


class ModuleDeclared(Declared):
    title: Title
    summary: Line = ""
    minutes: Minutes | None = None
    was: Slug | None = None


class DiscussionDeclared(ModuleDeclared):
    """Only what every module says; its body is the prompt."""


class LessonDeclared(ModuleDeclared):
    goals: list[Title] = []
    practice: Minutes | None = None  # away from the page, beside the minutes of reading


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
    topics: Annotated[list[Slug], Field(min_length=1, alias="from"), AfterValidator(_each_once)]
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
            raise refuse("tidak dapat bersama pass_mark.", "Hapus salah satu.")
        return panel

    @field_validator("closes")
    @classmethod
    def _room_to_begin(cls, closes: str | None, info: Any) -> str | None:
        opens = info.data.get("opens")
        if opens and closes and not _is_earlier(opens, closes):
            raise refuse("tidak sesudah opens.", "Undurkan closes, atau majukan opens.")
        return closes


class AssignmentDeclared(ModuleDeclared):
    min_words: Annotated[int, Field(ge=0, le=20000)] = 0
    max_words: Annotated[int, Field(ge=1, le=20000)] = 2000
    files: Annotated[int, Field(ge=0, le=3)] = 0
    feedback_days: Annotated[int, Field(ge=1, le=90)] = 7

    @field_validator("max_words")
    @classmethod
    def _room_for_the_least(cls, most: int, info: Any) -> int:
        if most < info.data.get("min_words", 0):
            raise refuse("lebih kecil dari min_words.", "Naikkan max_words.")
        return most


class SurveyDeclared(ModuleDeclared):
    pass


class BankDeclared(Declared):
    title: Title
    summary: Line = ""

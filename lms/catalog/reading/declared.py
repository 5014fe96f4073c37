"""What the front matter of each kind of file may say."""

from datetime import date
from typing import Annotated, Any, Literal, TypeVar

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, field_validator
from pydantic_core import PydanticCustomError

from lms.catalog.reading.grammar import COMPETENCY, HTTPS, SLUG
from lms.foundation.language import Said, say

Anything = TypeVar("Anything")


def refuse(text: Said, mend: Said) -> PydanticCustomError:
    return PydanticCustomError("said", "said", {"said": text, "mend": mend})


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _slug(text: str) -> str:
    if not SLUG.fullmatch(text):
        raise refuse(say("bukan slug."), say("Pakai huruf kecil, angka, dan tanda hubung."))
    return text


def _competency(text: str) -> str:
    if not COMPETENCY.fullmatch(text):
        raise refuse(say("bukan kode kompetensi."), say("Tulis seperti M.5 atau SK.1."))
    return text


def _https(text: str) -> str:
    if not HTTPS.fullmatch(text):
        mend = say("Tulis lengkap, misalnya https://jdih.jambiprov.go.id/.")
        raise refuse(say("bukan alamat https."), mend)
    return text


Line = Annotated[str, Field(max_length=1000), AfterValidator(_one_line)]
Title = Annotated[str, Field(min_length=1, max_length=200), AfterValidator(_one_line)]
Slug = Annotated[str, AfterValidator(_slug)]
Code = Annotated[str, AfterValidator(_competency)]
Address = Annotated[str, Field(max_length=1000), AfterValidator(_https)]
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
        raise refuse(
            say("bukan all atau daftar modul."), say("Tulis all atau [slug-modul, slug-modul].")
        )


def each_once(given: list[Anything]) -> list[Anything]:
    names = [getattr(each, "code", each) for each in given]
    if len(set(names)) < len(names):
        raise refuse(say("memuat butir yang sama dua kali."), say("Sisakan satu saja."))
    return given


class CourseDeclared(Declared):
    title: Title
    summary: Annotated[Line, Field(min_length=1)]
    language: Literal["id", "en"]
    theme: Literal["digital", "pelayanan", "kepemimpinan", "tata-kelola"]
    jp: int = Field(ge=1, le=200)
    form: int = Field(ge=1, le=25)  # SIASN's codes of forms of development
    audience: Line = ""
    prerequisites: Annotated[list[Slug], AfterValidator(each_once)] = []
    goals: list[Title] = []
    competencies: Annotated[list[Aim], AfterValidator(each_once)] = []
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


class AssignmentDeclared(ModuleDeclared):
    min_words: Annotated[int, Field(ge=0, le=20000)] = 0
    max_words: Annotated[int, Field(ge=1, le=20000)] = 2000
    files: Annotated[int, Field(ge=0, le=3)] = 0
    feedback_days: Annotated[int, Field(ge=1, le=90)] = 7
    group: bool = False
    group_from: Annotated[int, Field(ge=2, le=20)] = 2
    group_to: Annotated[int, Field(ge=2, le=20)] = 5
    group_by: Literal["leaders", "learners"] = "leaders"

    @field_validator("max_words")
    @classmethod
    def _room_for_the_least(cls, most: int, info: Any) -> int:
        if most < info.data.get("min_words", 0):
            raise refuse(say("lebih kecil dari min_words."), say("Naikkan max_words."))
        return most

    @field_validator("group_to")
    @classmethod
    def _room_for_the_smallest(cls, most: int, info: Any) -> int:
        if most < info.data.get("group_from", 2):
            raise refuse(say("lebih kecil dari group_from."), say("Naikkan group_to."))
        return most


class SurveyDeclared(ModuleDeclared):
    pass


class LinkDeclared(ModuleDeclared):
    address: Address


class FileDeclared(ModuleDeclared):
    file: Line  # "media/lembar-kerja.xlsx"


class VideoDeclared(ModuleDeclared):
    minutes: Minutes  # it is told before anything is loaded, so its author says it
    video: Line
    captions: Line
    poster: Line


class BankDeclared(Declared):
    title: Title
    summary: Line = ""

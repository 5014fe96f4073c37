"""What an officer asks of the register, as it stands in the page's address."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Self

from lms.foundation import clock
from lms.foundation.database import AnyRow
from lms.foundation.errors import Invalid, NotFound
from lms.foundation.language import Sentence, say
from lms.records.queries import SORTS, Choices, Wanted
from lms.records.sought import LONGEST_WORDS, Sought

ALL = "all"
NEWEST = "-completed"
GREATEST_FIRST = frozenset({"jp", "score", "completed"})
LAST_PAGE = 1_000_000


@dataclass(frozen=True)
class Asked(Sought):
    unit: int | None = None
    year: int | None = None  # none: every year
    course: str = ""
    form: int | None = None
    sort: str = NEWEST

    def by(self, column: str) -> Self:
        """Sorted by a column; asked again, the other way round."""
        down = not self.down if column == self.column else column in GREATEST_FIRST
        return self.but(sort=f"-{column}" if down else column)

    def address(self) -> dict[str, Any]:
        """What the address must say; what goes without saying is left out."""
        said = {
            "q": self.words,
            "unit": self.unit,
            "year": self.year or ALL,
            "course": self.course,
            "form": self.form,
            "sort": self.sort if self.sort != NEWEST else None,
            "page": self.page if self.page > 1 else None,
        }
        return {name: value for name, value in said.items() if value}


def read(given: Mapping[str, str]) -> Asked:
    """Raises Invalid, with a sentence that names the value, for what no page would have sent."""
    return Asked(
        words=" ".join(given.get("q", "")[:LONGEST_WORDS].split()),
        unit=_number(given, "unit"),
        year=_year(given.get("year", "")),
        course=given.get("course", ""),
        form=_number(given, "form"),
        sort=_sort(given.get("sort", "")),
        page=min(_number(given, "page") or 1, LAST_PAGE),
    )


def _number(given: Mapping[str, str], name: str) -> int | None:
    value = given.get(name, "")
    if value and not re.fullmatch(r"[0-9]{1,9}", value):
        raise Invalid(
            say(
                "Isian “%(value)s” untuk %(name)s bukan nomor. Pilih dari daftar di register.",
                value=value[:40],
                name=name,
            )
        )
    return int(value) if value else None


def _year(value: str) -> int | None:
    if value == ALL:
        return None
    if value and not re.fullmatch(r"20[0-9]{2}", value):
        raise Invalid(
            say(
                "Tahun “%(value)s” tidak dikenal. Tulis empat angka, misalnya 2026, atau pilih "
                "semua tahun.",
                value=value[:40],
            )
        )
    return int(value) if value else clock.today().year


def _sort(value: str) -> str:
    if value.removeprefix("-") not in SORTS and value:
        raise Invalid(
            say(
                "Urutan “%(value)s” tidak dikenal. Urutkan dengan menekan judul kolom register.",
                value=value[:40],
            )
        )
    return value or NEWEST


def wanted(asked: Asked, choices: Choices) -> Wanted:
    """What is asked, in the register's own terms; raises NotFound outside one's own scope."""
    unit = _chosen(choices.units, "id", asked.unit, say("Unit itu"))
    course = _chosen(choices.courses, "slug", asked.course, say("Kursus itu"))
    form = _chosen(choices.forms, "code", asked.form, say("Bentuk itu"))
    return Wanted(
        since=date(asked.year, 1, 1) if asked.year else None,
        until=date(asked.year, 12, 31) if asked.year else None,
        unit_path=unit.path if unit else "",
        course_id=course.id if course else None,
        form_code=form.code if form else None,
        words=asked.words,
    )


def _chosen(choices: Sequence[AnyRow], key: str, value: object, thing: Sentence) -> AnyRow | None:
    if not value:
        return None
    for choice in choices:
        if getattr(choice, key) == value:
            return choice
    raise NotFound(
        say(
            "%(thing)s tidak ada dalam register yang boleh Anda buka. Pilih dari daftar saringan.",
            thing=thing,
        )
    )


def said(asked: Asked, choices: Choices) -> list[tuple[Sentence, Asked]]:
    """Each filter in force, in words, with what would be asked without it."""
    found = []
    if asked.year:
        found.append((say("tahun %(year)d", year=asked.year), asked.but(year=None)))
    if unit := _chosen(choices.units, "id", asked.unit, say("Unit itu")):
        found.append((say("%(unit)s dan unit di bawahnya", unit=unit.name), asked.but(unit=None)))
    if course := _chosen(choices.courses, "slug", asked.course, say("Kursus itu")):
        found.append((say("kursus %(title)s", title=course.title), asked.but(course="")))
    if form := _chosen(choices.forms, "code", asked.form, say("Bentuk itu")):
        found.append((say("bentuk %(form)s", form=form.name), asked.but(form=None)))
    if asked.words:
        nip = Wanted(words=asked.words).nip
        text = say("NIP %(nip)s", nip=nip) if nip else say("nama berisi “%(q)s”", q=asked.words)
        found.append((text, asked.but(words="")))
    return found

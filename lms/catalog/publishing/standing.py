"""What a course leans on outside its folder: competencies and forms that the agency knows."""

from collections.abc import Iterator

from sqlalchemy import select

from lms.catalog.reading.shapes import ReadBank, ReadCourse
from lms.foundation.database import db
from lms.foundation.errors import Invalid
from lms.foundation.language import say
from lms.standards.models import Competency, DevelopmentForm


def check_standing(course: ReadCourse) -> None:
    """Raises Invalid where the course names a competency or a form that is not loaded."""
    unknown = sorted(set(_codes(course)) - set(db.session.scalars(select(Competency.code))))
    if unknown:
        raise Invalid(
            say(
                "Kursus %(slug)s menyebut kompetensi yang tidak dikenal: %(codes)s. "
                "Perbaiki kodenya, atau muat dahulu kamus kompetensinya.",
                slug=course.slug,
                codes=", ".join(unknown),
            )
        )
    if db.session.get(DevelopmentForm, course.facts["form"]) is None:
        raise Invalid(
            say(
                "Kursus %(slug)s memakai bentuk pengembangan %(form)d yang tidak dikenal. "
                "Perbaiki form di course.md, atau muat dahulu tabel kodenya.",
                slug=course.slug,
                form=course.facts["form"],
            )
        )


def check_bank(bank: ReadBank) -> None:
    """Raises Invalid where a question of the bank names a competency that is not loaded."""
    named = {each.competency for each in bank.questions if each.competency}
    unknown = sorted(named - set(db.session.scalars(select(Competency.code))))
    if unknown:
        raise Invalid(
            say(
                "Topik %(topic)s menyebut kompetensi yang tidak dikenal: %(codes)s. "
                "Perbaiki kodenya, atau muat dahulu kamus kompetensinya.",
                topic=bank.topic,
                codes=", ".join(unknown),
            )
        )


def _codes(course: ReadCourse) -> Iterator[str]:
    yield from (aim["code"] for aim in course.facts["competencies"])
    for bank in course.bank:
        yield from (each.competency for each in bank.questions if each.competency)
    for module in course.modules:
        yield from (each.competency for each in module.questions if each.competency)
        rubric = module.facts.get("rubric", [])
        yield from (row["competency"] for row in rubric if row["competency"])

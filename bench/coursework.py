"""What is learned in a benchmark: the course of this house, or many that hold its lessons."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from sqlalchemy import select

from bench.processes import ROOT, Failed
from lms.catalog import publishing
from lms.catalog.models import Course, RevisionModule
from lms.catalog.reading import read
from lms.catalog.reading.shapes import ReadCourse, ReadModule, ReadQuestion
from lms.foundation.database import db

COURSE = "dasar-pemerintahan-digital"
QUESTIONS = 20  # in its quiz


@dataclass(frozen=True)
class Module:
    slug: str
    kind: str
    title: str

    @property
    def path(self) -> str:
        return f"/courses/{COURSE}/{self.slug}"


def courses(agency_id: int, count: int) -> list[int]:
    """So many courses that hold the lessons of the real one; answers their ids."""
    real = the_real()
    lessons = tuple(module for module in real.modules if module.kind == "lesson")
    done = {"require": "all", "min_score": 0}
    return [
        publishing.publish(
            replace(
                real,
                slug=f"{COURSE}-{number}",
                facts=real.facts | {"title": f"Kursus {number}", "completion": done},
                modules=lessons,
            ),
            agency_id,
            None,
        ).course_id
        for number in range(1, count + 1)
    ]


def the_real() -> ReadCourse:
    """The course of this house, its quiz as long as the goals ask."""
    reading = read(ROOT / "content")
    if reading.mistakes:
        raise Failed(f"content/: {reading.mistakes[0]}")
    course = next(each for each in reading.courses if each.slug == COURSE)
    more = [question for bank in reading.bank for question in bank.questions]
    modules = tuple(_lengthened(module, more) for module in course.modules)
    return replace(course, modules=modules)


def _lengthened(module: ReadModule, more: Sequence[ReadQuestion]) -> ReadModule:
    """A quiz of as many questions as the goals speak of: its own, and others from the bank."""
    missing = QUESTIONS - len(module.questions) if module.questions else 0
    return replace(module, questions=(*module.questions, *more[:missing]))


def modules(slug: str) -> list[Module]:
    revision_id = select(Course.revision_id).where(Course.slug == slug).scalar_subquery()
    columns = (RevisionModule.slug, RevisionModule.kind, RevisionModule.title)
    found = select(*columns).where(RevisionModule.revision_id == revision_id)
    return [Module(*row) for row in db.session.execute(found.order_by(RevisionModule.position))]

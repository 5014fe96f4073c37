"""What waits for a marker, and quizzes whose marks wait to be let out."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, exists, func, select
from sqlalchemy.orm import aliased

from lms.assessment.models import Attempt, Essay, Rating, Stage
from lms.assessment.queries.essays import WRITTEN, Written, as_marked
from lms.assessment.rules import Quiz
from lms.catalog.library import page, question
from lms.catalog.models import Course
from lms.foundation.database import rows
from lms.learning.queries import Led

PAGE = 20
OPEN = (Stage.FIRST, Stage.SECOND, Stage.THIRD)


@dataclass(frozen=True)
class Sought:
    """What a marker looks for among the essays."""

    course: str = ""
    module: str = ""
    question: str = ""
    marked: bool = False  # what they marked themselves and is not out yet
    page: int = 1


@dataclass(frozen=True)
class Pile:
    """All that waits for a marker under one question."""

    course_slug: str
    course_title: str
    module_slug: str
    document_digest: str
    question_digest: str
    size: int
    oldest: datetime

    @property
    def quiz_title(self) -> str:
        return str(page(self.document_digest).facts["title"])

    @property
    def heading(self) -> str:
        return str(question(self.question_digest).content["heading"])


def open_stages(*, own: bool) -> tuple[Stage, ...]:
    """Where an essay takes a rating; what one rated oneself may be changed until marks are out."""
    return (*OPEN, Stage.COMPLETE) if own else OPEN


def _open_to(led: Led, marker_id: int, sought: Sought) -> list[ColumnElement[bool]]:
    own = exists().where(
        Rating.attempt_id == Essay.attempt_id,
        Rating.place == Essay.place,
        Rating.marker_id == marker_id,
    )
    stages = open_stages(own=sought.marked)
    wanted = [led.clause(), Attempt.person_id != marker_id, Essay.stage.in_(stages)]
    return [*wanted, own if sought.marked else ~own]


def piles(led: Led, marker_id: int, sought: Sought) -> list[Pile]:
    """Every question with essays for this marker, those first that wait longest."""
    digest = func.max(Attempt.document_digest)
    found = rows(
        select(
            Course.slug,
            Course.title,
            Attempt.module_slug,
            digest,
            Essay.question_digest,
            func.count(),
            func.min(Essay.submitted_at),
        )
        .select_from(Essay)
        .join(Attempt, Attempt.id == Essay.attempt_id)
        .join(Course, Course.id == Essay.course_id)
        .where(*_open_to(led, marker_id, sought))
        .group_by(Course.slug, Course.title, Attempt.module_slug, Essay.question_digest)
        .order_by(func.min(Essay.submitted_at))
    )
    return [Pile(*each) for each in found]


def queue(led: Led, marker_id: int, sought: Sought) -> list[Written]:
    """One page of what the marker looks for, the oldest first."""
    wanted = _narrowed(WRITTEN.where(*_open_to(led, marker_id, sought)), sought)
    ordered = wanted.order_by(Essay.submitted_at, Essay.attempt_id, Essay.place)
    found = rows(ordered.limit(PAGE).offset((sought.page - 1) * PAGE))
    return [as_marked(each) for each in found]


def _narrowed(wanted: Select[*tuple[Any, ...]], sought: Sought) -> Select[*tuple[Any, ...]]:
    for column, value in (
        (Course.slug, sought.course),
        (Attempt.module_slug, sought.module),
        (Essay.question_digest, sought.question),
    ):
        wanted = wanted.where(column == value) if value else wanted
    return wanted


@dataclass(frozen=True)
class Unreleased:
    """A quiz whose marks are let out together: how many papers are complete, and how many not."""

    course_slug: str
    course_title: str
    module_slug: str
    document_digest: str
    complete: int
    incomplete: int

    @property
    def title(self) -> str:
        return str(page(self.document_digest).facts["title"])

    @property
    def quiz(self) -> Quiz:
        return Quiz.of(page(self.document_digest).facts)


_open = aliased(Essay)
_is_open = exists().where(_open.attempt_id == Attempt.id, _open.stage.in_(OPEN))
_waits = and_(Attempt.submitted_at.is_not(None), Attempt.score.is_(None))


def unreleased(led: Led) -> list[Unreleased]:
    """Every quiz of these courses of which somebody waits for marks."""
    papers = func.count()
    found = rows(
        select(
            Course.slug,
            Course.title,
            Attempt.module_slug,
            func.max(Attempt.document_digest),
            papers.filter(~_is_open),
            papers.filter(_is_open),
        )
        .select_from(Attempt)
        .join(Course, Course.id == Attempt.course_id)
        .where(_waits, led.clause())
        .group_by(Course.slug, Course.title, Attempt.module_slug)
        .order_by(Course.title, Attempt.module_slug)
    )
    return [Unreleased(*each) for each in found]


def complete_papers(course_id: int, module_slug: str) -> list[UUID]:
    """Attempts of which every essay is marked and no mark is out, in the order of enrolments."""
    found = rows(
        select(Attempt.id)
        .where(_waits, ~_is_open)
        .where(Attempt.course_id == course_id, Attempt.module_slug == module_slug)
        .order_by(Attempt.enrolment_id, Attempt.number)
    )
    return [attempt_id for (attempt_id,) in found]

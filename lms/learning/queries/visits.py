"""A person at a course: how far they are, and what is still missing and why."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from sqlalchemy import bindparam, func, select
from sqlalchemy.orm import aliased

from lms.catalog import kinds
from lms.catalog import queries as catalog
from lms.catalog.kinds import Standing
from lms.catalog.library import Module, Outline, outline, page
from lms.catalog.models import Course
from lms.foundation.errors import Gone, NotFound
from lms.foundation.language import Sentence, say
from lms.foundation.prepared import Prepared
from lms.learning.models import Enrolment, EnrolmentState, Progress


@dataclass(frozen=True)
class Visit:
    """A person at a course: its outline, their enrolment, their standing in each module."""

    outline: Outline
    person_id: int
    enrolment_id: int | None
    state: EnrolmentState | None
    place_slug: str | None
    place_anchor: str | None
    standings: Mapping[str, Standing]

    @property
    def enrolled(self) -> bool:
        return self.enrolment_id is not None

    def is_done(self, slug: str) -> bool:
        standing = self.standings.get(slug)
        return standing is not None and standing.done_at is not None

    @property
    def done(self) -> int:
        """How many of the required modules are done."""
        return sum(self.is_done(module.slug) for module in self.outline.required())

    @property
    def total(self) -> int:
        return len(self.outline.required())

    @property
    def next_module(self) -> Module:
        """Where to go on: where reading stopped, else the first that is not done.

        What completion does not ask for is passed over until all that it asks for is done.
        """
        asked = self.outline.required() if self.done < self.total else self.outline.modules
        stopped = self.outline.module(self.place_slug or "")
        if stopped and stopped in asked and not self.is_done(stopped.slug):
            return stopped
        return next((m for m in asked if not self.is_done(m.slug)), self.outline.modules[0])


# The person's latest enrolment that was not left; a repeated course has several.
_latest = aliased(Enrolment)
_LATEST = (
    select(func.max(_latest.id))
    .where(
        _latest.course_id == Course.id,
        _latest.person_id == bindparam("person"),
        _latest.state != EnrolmentState.WITHDRAWN,
    )
    .scalar_subquery()
)
_VISIT = Prepared(
    select(
        Course.revision_id,
        Enrolment.id,
        Enrolment.state,
        Enrolment.place_slug,
        Enrolment.place_anchor,
        Progress.module_slug,
        Progress.opened_at,
        Progress.done_at,
        Progress.score,
        Progress.detail,
    )
    .select_from(Course)
    .outerjoin(Enrolment, Enrolment.id == _LATEST)
    .outerjoin(Progress, Progress.enrolment_id == Enrolment.id)
    .where(Course.slug == bindparam("slug"))
)


def visit(slug: str, person_id: int) -> Visit:
    """Everything a course's page needs of the database, in one statement; raises NotFound."""
    found = _VISIT.all(slug=slug, person=person_id)
    if not found or found[0][0] is None:
        raise NotFound
    revision_id, enrolment_id, state, place, anchor = found[0][:5]
    standings = {row[5]: Standing(*row[6:]) for row in found if row[5]}
    return Visit(outline(revision_id), person_id, enrolment_id, state, place, anchor, standings)


@dataclass(frozen=True)
class Requirement:
    """One thing that completion asks for, whether it is there, and what is missing of it."""

    module: Module
    text: Sentence
    done: bool
    note: Sentence | None


def requirements(visit: Visit) -> list[Requirement]:
    """The whole answer to "why not finished?"."""
    return [requirement(visit, module) for module in visit.outline.required()]


def requirement(visit: Visit, module: Module) -> Requirement:
    standing = visit.standings.get(module.slug)
    text, note = kinds.kind(module.kind).demand(
        {**page(module.digest).facts, "title": module.title}, standing
    )
    return Requirement(module, text, visit.is_done(module.slug), note)


def ensure_module(visit: Visit, slug: str) -> Module:
    """The module, or Gone where an earlier revision had it, or NotFound."""
    module = visit.outline.module(slug)
    if module is None:
        if catalog.ever_had(visit.outline.course_id, slug):
            raise Gone(
                say(
                    "Modul ini sudah tidak ada dalam kursus. Hasil yang sudah Anda peroleh "
                    "tetap berlaku; lanjutkan dari halaman kursus."
                )
            )
        raise NotFound
    return module


def final_score(visit: Visit) -> Decimal | None:
    """The score of the last required module whose kind counts for the course."""
    scores = [
        standing.score
        for module in visit.outline.required()
        if kinds.kind(module.kind).counts_score
        and (standing := visit.standings.get(module.slug)) is not None
        and page(module.digest).facts.get("purpose") == "final"
        and standing.score is not None
    ]
    return scores[-1] if scores else None


def opened(visit: Visit, slug: str) -> datetime | None:
    standing = visit.standings.get(slug)
    return standing.opened_at if standing else None

"""The gradebook: one row a person, one column a module that has scores."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from sqlalchemy import Select, select

from lms.catalog.library import Module, Outline
from lms.foundation.database import rows
from lms.foundation.snapshot import snapshot
from lms.identity.queries import Scope
from lms.learning.models import Enrolment, Progress
from lms.teaching.queries.roster import Participant, Wanted, told

Scores = Mapping[tuple[int, str], Decimal]  # percent, by enrolment and module


@dataclass(frozen=True)
class Grades:
    """The scores of some people; `columns` are the modules in which anybody has one."""

    columns: Sequence[Module]
    scores: Scores

    def of(self, one: Participant) -> list[Decimal | None]:
        """In the order of the columns."""
        return [self.scores.get((one.enrolment_id, each.slug)) for each in self.columns]


def columns(outline: Outline) -> list[Module]:
    scored = (
        select(Progress.module_slug)
        .join(Enrolment, Enrolment.id == Progress.enrolment_id)
        .where(Enrolment.course_id == outline.course_id, Progress.score.is_not(None))
        .distinct()
    )
    slugs = {slug for (slug,) in rows(scored)}
    return [module for module in outline.modules if module.slug in slugs]


def grades(outline: Outline, people: Sequence[Participant]) -> Grades:
    return Grades(columns(outline), _by_module(rows(_scores(people))))


def list_all_grades(
    scope: Scope, outline: Outline, wanted: Wanted
) -> Iterator[tuple[Participant, list[Decimal | None]]]:
    """Everybody who is wanted, whatever the page, at one moment and without holding all of them."""
    known = columns(outline)
    with snapshot() as connection:
        for some in connection.execute(told(scope, outline, wanted)).partitions():
            people = [Participant(*each) for each in some]
            scores = connection.execute(_scores(people), execution_options={"yield_per": None})
            found = Grades(known, _by_module(scores.all()))
            for one in people:
                yield one, found.of(one)


def _scores(people: Sequence[Participant]) -> Select[*tuple[Any, ...]]:
    within = Progress.enrolment_id.in_([one.enrolment_id for one in people])
    wanted = select(Progress.enrolment_id, Progress.module_slug, Progress.score)
    return wanted.where(within, Progress.score.is_not(None))


def _by_module(found: Sequence[Any]) -> Scores:
    return {(enrolment_id, slug): score for enrolment_id, slug, score in found}

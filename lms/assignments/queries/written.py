"""One person's work on one assignment: what is being typed, and what was handed in."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, select

from lms.assignments.drafts import Typed
from lms.assignments.models import Draft
from lms.assignments.queries.groups import Group, group_draft, group_of
from lms.assignments.queries.submissions import Sent, WorkState, sent, sent_of_group
from lms.catalog.queries import named
from lms.foundation.database import row
from lms.learning.models import Enrolment


def draft_of(enrolment_id: int, slug: str) -> Select[*tuple[Any, ...]]:
    """Asks for the draft, also where it was begun under an earlier name of the module."""
    course_id = select(Enrolment.course_id).where(Enrolment.id == enrolment_id).scalar_subquery()
    columns = (Draft.text, Draft.version, Draft.base, Draft.device, Draft.counter, Draft.saved_at)
    return (
        select(*columns)
        .where(Draft.enrolment_id == enrolment_id, named(Draft.module_slug, course_id, slug))
        .order_by(Draft.version.desc())
        .limit(1)
    )


def draft(enrolment_id: int, slug: str) -> Typed:
    found = row(draft_of(enrolment_id, slug))
    return Typed(*found) if found else Typed()


@dataclass(frozen=True)
class Work:
    """One person's work on one assignment."""

    person_id: int
    enrolment_id: int
    slug: str
    draft: Typed
    sent: list[Sent]
    group: Group | None = None
    in_groups: bool = False  # whether it is written together

    @property
    def latest(self) -> Sent | None:
        return self.sent[0] if self.sent else None

    @property
    def state(self) -> WorkState:
        return self.latest.state if self.latest else WorkState.OPEN

    @property
    def is_open(self) -> bool:
        """Whether it may be typed in and handed in."""
        has_writers = self.group is not None or not self.in_groups
        return has_writers and self.state in {WorkState.OPEN, WorkState.RETURNED}


def work(person_id: int, enrolment_id: int, slug: str) -> Work:
    typed, handed_in = draft(enrolment_id, slug), sent(enrolment_id, slug)
    return Work(person_id, enrolment_id, slug, typed, handed_in)


def group_work(person_id: int, enrolment_id: int, course_id: int, slug: str) -> Work:
    """What somebody writes together with others; nothing while they are in no group."""
    group = group_of(enrolment_id, course_id, slug)
    if group is None:
        before = sent(enrolment_id, slug)  # alone, before the assignment was one for groups
        return Work(person_id, enrolment_id, slug, Typed(), before, in_groups=True)
    typed, handed_in = group_draft(group.id, person_id), sent_of_group(group.id)
    return Work(person_id, enrolment_id, slug, typed, handed_in, group, in_groups=True)

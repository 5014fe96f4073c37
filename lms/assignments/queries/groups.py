"""Groups that write together: who is in which, and what they have typed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, exists, func, select

from lms.assignments.drafts import Typed
from lms.assignments.models import GroupMember, GroupText, WorkGroup
from lms.catalog.queries import named
from lms.foundation.database import db, row, rows
from lms.identity.models import Person
from lms.identity.queries import Scope
from lms.learning.models import Enrolment, EnrolmentState, Run
from lms.learning.queries import placed, present


@dataclass(frozen=True)
class Member:
    enrolment_id: int
    person_id: int
    name: str


@dataclass(frozen=True)
class Group:
    id: int
    name: str
    run_id: int
    members: tuple[Member, ...]

    def holds(self, person_id: int) -> bool:
        return any(each.person_id == person_id for each in self.members)


def is_member(group_id: Any, person_id: int) -> ColumnElement[bool]:
    """Whether the person is in the group now; who left the course is in none."""
    return exists().where(
        GroupMember.group_id == group_id,
        GroupMember.person_id == person_id,
        *_is_in(),
    )


def groups_with(person_id: int) -> Select[*tuple[int]]:
    """Those that somebody was put into and did not leave."""
    return select(GroupMember.group_id).where(
        GroupMember.person_id == person_id, GroupMember.until.is_(None)
    )


def _is_in() -> tuple[ColumnElement[bool], ...]:
    here = Enrolment.id == GroupMember.enrolment_id
    return GroupMember.until.is_(None), here, Enrolment.state != EnrolmentState.WITHDRAWN


def _members() -> Select[*tuple[Any, ...]]:
    """Groups, each with its members of now; a group of nobody comes once, with none."""
    inside = (
        select(GroupMember.group_id, GroupMember.enrolment_id, GroupMember.person_id)
        .join(Enrolment, Enrolment.id == GroupMember.enrolment_id)
        .where(GroupMember.until.is_(None), Enrolment.state != EnrolmentState.WITHDRAWN)
        .subquery()
    )
    return (
        select(
            WorkGroup.id,
            WorkGroup.name,
            WorkGroup.run_id,
            inside.c.enrolment_id,
            inside.c.person_id,
            Person.name,
        )
        .outerjoin(inside, inside.c.group_id == WorkGroup.id)
        .outerjoin(Person, Person.id == inside.c.person_id)
        .order_by(WorkGroup.id, Person.name)
    )


def _groups(which: ColumnElement[bool]) -> list[Group]:
    found: dict[int, tuple[str, int, list[Member]]] = {}
    for group_id, name, run_id, enrolment_id, person_id, person in rows(_members().where(which)):
        _, _, members = found.setdefault(group_id, (name, run_id, []))
        if enrolment_id:
            members.append(Member(enrolment_id, person_id, person))
    return [Group(key, name, run, tuple(they)) for key, (name, run, they) in found.items()]


def groups_of(run_id: int, course_id: int, slug: str) -> list[Group]:
    """Those of one run for one assignment."""
    there = named(WorkGroup.module_slug, course_id, slug)
    return _groups((WorkGroup.run_id == run_id) & (WorkGroup.course_id == course_id) & there)


def runs_of(course_id: int) -> Sequence[Run]:
    """In their order."""
    return db.session.scalars(
        select(Run).where(Run.course_id == course_id).order_by(Run.number)
    ).all()


def group(group_id: int) -> Group | None:
    found = _groups(WorkGroup.id == group_id)
    return found[0] if found else None


def group_of(enrolment_id: int, course_id: int, slug: str) -> Group | None:
    """In which somebody is now for an assignment."""
    found = row(
        select(WorkGroup.id)
        .join(GroupMember, GroupMember.group_id == WorkGroup.id)
        .join(Enrolment, Enrolment.id == GroupMember.enrolment_id)
        .where(
            GroupMember.enrolment_id == enrolment_id,
            WorkGroup.course_id == course_id,
            named(WorkGroup.module_slug, course_id, slug),
            *_is_in(),
        )
    )
    return group(found.id) if found else None


def list_ungrouped(scope: Scope, course_id: int, slug: str) -> list[tuple[int, int, int, str]]:
    """Who is in the course and in no group: enrolment, person, run and name."""
    grouped = (
        select(GroupMember.enrolment_id)
        .join(WorkGroup, WorkGroup.id == GroupMember.group_id)
        .where(GroupMember.until.is_(None), named(WorkGroup.module_slug, course_id, slug))
    )
    asked = placed(select(Enrolment.id, Person.id, Enrolment.run_id, Person.name)).where(
        present(scope, course_id),
        Enrolment.state == EnrolmentState.ACTIVE,
        Enrolment.id.not_in(grouped),
    )
    return [
        (enrolment_id, person_id, run_id, name)
        for enrolment_id, person_id, run_id, name in rows(asked.order_by(Person.name))
    ]


@dataclass(frozen=True)
class Saved:
    """One version of a group's text, as its list shows it."""

    version: int
    saved_at: datetime
    name: str
    letters: int


def versions(group_id: int) -> list[Saved]:
    """The latest first."""
    asked = select(
        GroupText.version, GroupText.saved_at, Person.name, func.length(GroupText.text)
    ).join(Person, Person.id == GroupText.saved_by)
    found = rows(asked.where(GroupText.group_id == group_id).order_by(GroupText.version.desc()))
    return [Saved(*each) for each in found]


def text_of(group_id: int, version: int) -> str | None:
    asked = select(GroupText.text).where(
        GroupText.group_id == group_id, GroupText.version == version
    )
    found = row(asked)
    return str(found.text) if found else None


def latest_text(group_id: int) -> Select[*tuple[Any, ...]]:
    columns = (GroupText.text, GroupText.version, GroupText.base, GroupText.device)
    more = (GroupText.counter, GroupText.saved_at, GroupText.saved_by, GroupText.begun_at)
    asked = select(*columns, *more).where(GroupText.group_id == group_id)
    return asked.order_by(GroupText.version.desc()).limit(1)


def typed_of(found: Sequence[Any] | None, person_id: int) -> Typed:
    """The draft to one member; another member's device is never taken for one's own."""
    if found is None:
        return Typed()
    text, version, base, device, counter, saved_at, saved_by, _ = found
    own = saved_by == person_id
    return Typed(text, version, base, device if own else "", counter if own else 0, saved_at)


def group_draft(group_id: int, person_id: int) -> Typed:
    return typed_of(row(latest_text(group_id)), person_id)

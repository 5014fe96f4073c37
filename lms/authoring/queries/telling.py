"""What authors and referees of manuscripts are told on coming in."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    Date,
    Select,
    String,
    bindparam,
    exists,
    func,
    literal,
    or_,
    select,
    type_coerce,
    union_all,
)
from sqlalchemy.orm import aliased

from lms.authoring.models import (
    Manuscript,
    ManuscriptEdit,
    ManuscriptFile,
    ManuscriptState,
    ManuscriptStep,
    RefereeRule,
    StepKind,
)
from lms.authoring.queries.refereeing import LEADERS, WRITES
from lms.identity.models import Grant
from lms.identity.queries import in_force

ASKED = "asked"  # one is asked to decide on it
OWN = (StepKind.SUBMITTED, StepKind.RETURNED, StepKind.APPROVED, StepKind.FAILED)
OPEN = (ManuscriptState.WRITING, ManuscriptState.REFEREED, ManuscriptState.APPROVED)
_person: BindParameter[int] = bindparam("person")


@dataclass(frozen=True)
class Word:
    """How a manuscript stands; `kind` is its last step to who handed it in, or `asked`."""

    kind: str
    course_slug: str
    title: str
    note: str
    at: datetime


def _one_of(column: Any, values: Iterable[object]) -> ColumnElement[bool]:
    """What is prepared holds no list."""
    return or_(*(column == each for each in values))


def _step(*kinds: StepKind) -> ColumnElement[int]:
    """The latest of these kinds, or of any."""
    step = aliased(ManuscriptStep)
    wanted = select(func.max(step.id)).where(step.manuscript_id == Manuscript.id)
    if kinds:
        wanted = wanted.where(_one_of(step.kind, kinds))
    return wanted.correlate(Manuscript).scalar_subquery()


def _own() -> Select[*tuple[Any, ...]]:
    """Those that the person handed in last, until they go on with them."""
    handed_in = aliased(ManuscriptStep)
    return (
        select(
            type_coerce(ManuscriptStep.kind, String).label("kind"),
            *(Manuscript.course_slug, Manuscript.title, ManuscriptStep.note, ManuscriptStep.at),
        )
        .join(ManuscriptStep, ManuscriptStep.id == _step())
        .join(handed_in, handed_in.id == _step(StepKind.SUBMITTED))
        .where(
            _one_of(Manuscript.state, OPEN),
            _one_of(ManuscriptStep.kind, OWN),
            handed_in.person_id == _person,
        )
    )


def _asked() -> Select[*tuple[Any, ...]]:
    """Those that wait for this person's decision among others'."""
    return (
        select(
            literal(ASKED),
            *(Manuscript.course_slug, Manuscript.title, ManuscriptStep.note, ManuscriptStep.at),
        )
        .join(ManuscriptStep, ManuscriptStep.id == _step(StepKind.SUBMITTED))
        .where(
            Manuscript.state == ManuscriptState.REFEREED,
            _leads(),
            ManuscriptStep.person_id != _person,
            or_(_is_lifted(), ~_wrote()),
        )
    )


def _leads() -> ColumnElement[bool]:
    """By a grant of today for the course or all of its agency, as `referees` tells it of one."""
    here = or_(Grant.course_slug.is_(None), Grant.course_slug == Manuscript.course_slug)
    today = bindparam("today", type_=Date())
    return exists().where(
        *(Grant.person_id == _person, _one_of(Grant.role, LEADERS)),
        *(Grant.agency_id == Manuscript.agency_id, here),
        *(Grant.unit_id.is_(None), Grant.subject_id.is_(None)),
        in_force(Grant.since, Grant.until, today),
    )


def _is_lifted() -> ColumnElement[bool]:
    rule = aliased(RefereeRule)
    last = select(func.max(rule.id)).where(
        rule.agency_id == Manuscript.agency_id, rule.course_slug == Manuscript.course_slug
    )
    return exists().where(
        RefereeRule.id == last.correlate(Manuscript).scalar_subquery(),
        RefereeRule.two_people.is_(False),
    )


def _wrote() -> ColumnElement[bool]:
    """Whether the person had a hand in it, as `writers` tells it of one."""
    here = ManuscriptFile.manuscript_id == Manuscript.id
    edit = exists().where(
        *(here, ManuscriptEdit.file_id == ManuscriptFile.id, ManuscriptEdit.person_id == _person)
    )
    handed_in = aliased(ManuscriptStep)
    answers = exists().where(
        *(handed_in.manuscript_id == Manuscript.id, handed_in.person_id == _person),
        _one_of(handed_in.kind, WRITES),
    )
    begun = (Manuscript.made_by == _person) & Manuscript.base_revision_id.is_(None)
    changed = exists().where(here, ManuscriptFile.changed_by == _person)
    return or_(edit, changed, answers.correlate(Manuscript), begun)


WORDS = union_all(_own(), _asked())

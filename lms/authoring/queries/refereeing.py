"""The way of a manuscript past its referees: its steps, who wrote it, and who may decide."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import and_, false, func, or_, select

from lms.authoring.models import (
    Manuscript,
    ManuscriptEdit,
    ManuscriptFile,
    ManuscriptState,
    ManuscriptStep,
    RefereeRule,
    StepKind,
)
from lms.foundation import clock
from lms.foundation.database import db, rows
from lms.identity.models import Grant, Person, Role
from lms.identity.queries import in_force
from lms.learning.queries import Led

WRITES = (StepKind.SUBMITTED, StepKind.EDITED)  # steps of those who answer for the text
LEADERS = (Role.TRAINER, Role.PROGRAMME_OFFICER)


@dataclass(frozen=True)
class Waiting:
    """A manuscript that waits for its referees."""

    manuscript_id: int
    slug: str
    title: str
    agency_id: int
    is_new: bool
    since: datetime
    by: int
    note: str


def steps(manuscript_id: int) -> Sequence[ManuscriptStep]:
    """The oldest first."""
    wanted = select(ManuscriptStep).where(ManuscriptStep.manuscript_id == manuscript_id)
    return db.session.scalars(wanted.order_by(ManuscriptStep.id)).all()


def last_step(manuscript_id: int, *kinds: StepKind) -> ManuscriptStep | None:
    """Of these kinds, or of any."""
    wanted = select(ManuscriptStep).where(ManuscriptStep.manuscript_id == manuscript_id)
    if kinds:
        wanted = wanted.where(ManuscriptStep.kind.in_(kinds))
    return db.session.scalar(wanted.order_by(ManuscriptStep.id.desc()).limit(1))


def writers(manuscript: Manuscript) -> frozenset[int]:
    """Whoever changed a file of it, began it, or answers for it by handing it in."""
    mine = ManuscriptFile.manuscript_id == manuscript.id
    edited = (
        select(ManuscriptEdit.person_id)
        .join(ManuscriptFile, ManuscriptFile.id == ManuscriptEdit.file_id)
        .where(mine)
    )
    handed_in = select(ManuscriptStep.person_id).where(
        ManuscriptStep.manuscript_id == manuscript.id,
        ManuscriptStep.kind.in_(WRITES),
    )
    wanted = edited.union(select(ManuscriptFile.changed_by).where(mine), handed_in)
    found = {each for each in db.session.scalars(wanted) if each is not None}
    return frozenset(found if manuscript.base_revision_id else found | {manuscript.made_by})


def written_by(person_id: int, manuscript_ids: Collection[int]) -> frozenset[int]:
    """Those of these manuscripts that the person had a hand in, as `writers` tells it of one."""
    edited = (
        select(ManuscriptFile.manuscript_id)
        .outerjoin(ManuscriptEdit, ManuscriptEdit.file_id == ManuscriptFile.id)
        .where(
            ManuscriptFile.manuscript_id.in_(manuscript_ids),
            or_(ManuscriptEdit.person_id == person_id, ManuscriptFile.changed_by == person_id),
        )
    )
    handed_in = select(ManuscriptStep.manuscript_id).where(
        ManuscriptStep.manuscript_id.in_(manuscript_ids),
        ManuscriptStep.person_id == person_id,
        ManuscriptStep.kind.in_(WRITES),
    )
    begun = select(Manuscript.id).where(
        Manuscript.id.in_(manuscript_ids),
        Manuscript.made_by == person_id,
        Manuscript.base_revision_id.is_(None),
    )
    return frozenset(db.session.scalars(edited.union(handed_in, begun)))


def lifted() -> frozenset[tuple[int, str]]:
    """The agency and the slug of each course that demands nobody else's approval."""
    last = select(func.max(RefereeRule.id)).group_by(RefereeRule.agency_id, RefereeRule.course_slug)
    wanted = select(RefereeRule.agency_id, RefereeRule.course_slug).where(
        RefereeRule.id.in_(last), RefereeRule.two_people.is_(False)
    )
    return frozenset((each[0], each[1]) for each in db.session.execute(wanted))


def referees(agency_id: int, course_slug: str) -> frozenset[int]:
    """Who trains or plans this course or all of its agency today."""
    here = or_(Grant.course_slug.is_(None), Grant.course_slug == course_slug)
    wanted = (
        select(Grant.person_id)
        .join(Person, Person.id == Grant.person_id)
        .where(
            Grant.role.in_(LEADERS),
            Grant.agency_id == agency_id,
            *(Grant.unit_id.is_(None), Grant.subject_id.is_(None), here),
            Person.active.is_(True),
            in_force(Grant.since, Grant.until, clock.today()),
        )
    )
    return frozenset(db.session.scalars(wanted))


def demands_two(agency_id: int, course_slug: str) -> bool:
    """Whether somebody who did not write it must approve; so unless it was lifted."""
    wanted = (
        select(RefereeRule.two_people)
        .where(RefereeRule.agency_id == agency_id, RefereeRule.course_slug == course_slug)
        .order_by(RefereeRule.id.desc())
        .limit(1)
    )
    return db.session.scalar(wanted) is not False


def is_approved(manuscript: Manuscript, seal: str) -> bool:
    """Whether these files were approved, by another person where the course demands it."""
    given = last_step(manuscript.id, StepKind.APPROVED)
    if manuscript.state != ManuscriptState.APPROVED or given is None or given.seal != seal:
        return False
    demanded = demands_two(manuscript.agency_id, manuscript.course_slug)
    return not demanded or given.person_id not in writers(manuscript)


def scheduled(manuscript: Manuscript) -> ManuscriptStep | None:
    """When it is to be published, if that still stands."""
    last = last_step(manuscript.id)
    stands = manuscript.state == ManuscriptState.APPROVED
    return last if stands and last and last.kind == StepKind.SCHEDULED else None


def failed() -> dict[str, str]:
    """The slug of each course that was not published at its hour, and why."""
    last = select(func.max(ManuscriptStep.id)).group_by(ManuscriptStep.manuscript_id)
    wanted = (
        select(Manuscript.course_slug, ManuscriptStep.note)
        .join(Manuscript, Manuscript.id == ManuscriptStep.manuscript_id)
        .where(
            Manuscript.state == ManuscriptState.APPROVED,
            ManuscriptStep.kind == StepKind.FAILED,
            ManuscriptStep.id.in_(last),
        )
    )
    return {each[0]: each[1] for each in db.session.execute(wanted)}


def waiting(led: Led) -> list[Waiting]:
    """Those of these agencies and courses, the longest waiting first."""
    single = (
        and_(Manuscript.agency_id == agency, Manuscript.course_slug == slug)
        for agency, slug in sorted(led.single)
    )
    mine = or_(false(), Manuscript.agency_id.in_(sorted(led.agencies)), *single)
    last = (
        select(ManuscriptStep.id)
        .where(
            ManuscriptStep.manuscript_id == Manuscript.id,
            ManuscriptStep.kind == StepKind.SUBMITTED,
        )
        .order_by(ManuscriptStep.id.desc())
        .limit(1)
        .correlate(Manuscript)
        .scalar_subquery()
    )
    wanted = (
        select(
            *(Manuscript.id, Manuscript.course_slug, Manuscript.title, Manuscript.agency_id),
            Manuscript.base_revision_id.is_(None),
            *(ManuscriptStep.at, ManuscriptStep.person_id, ManuscriptStep.note),
        )
        .join(ManuscriptStep, ManuscriptStep.id == last)
        .where(mine, Manuscript.state == ManuscriptState.REFEREED)
        .order_by(ManuscriptStep.id)
    )
    return [Waiting(*each) for each in rows(wanted)]

"""Who is enrolled where."""

from collections.abc import Sequence

from sqlalchemy import and_, bindparam, func, select

from lms.catalog.models import Course, RevisionModule
from lms.foundation.database import AnyRow, db, rows
from lms.foundation.errors import NotFound
from lms.foundation.prepared import Prepared
from lms.learning.models import Enrolment, EnrolmentState, Progress, Run


def enrolment(enrolment_id: int) -> Enrolment:
    """Raises NotFound."""
    found = db.session.get(Enrolment, enrolment_id)
    if found is None:
        raise NotFound
    return found


def latest(course_id: int, person_id: int) -> Enrolment | None:
    """The person's latest enrolment in the course that was not left."""
    return db.session.scalar(
        select(Enrolment)
        .where(
            Enrolment.course_id == course_id,
            Enrolment.person_id == person_id,
            Enrolment.state != EnrolmentState.WITHDRAWN,
        )
        .order_by(Enrolment.id.desc())
        .limit(1)
    )


def active(course_id: int, person_id: int) -> Enrolment | None:
    """The enrolment in which the person learns in the course now."""
    ours = (Enrolment.course_id == course_id, Enrolment.person_id == person_id)
    return db.session.scalar(
        select(Enrolment).where(*ours, Enrolment.state == EnrolmentState.ACTIVE)
    )


def is_in(course_id: int, person_id: int) -> bool:
    return active(course_id, person_id) is not None


def progress(enrolment_id: int, slug: str) -> Progress | None:
    return db.session.get(Progress, (enrolment_id, slug))


def run(run_id: int) -> Run:
    """Raises NotFound."""
    found = db.session.get(Run, run_id)
    if found is None:
        raise NotFound
    return found


def own_courses(person_id: int) -> Sequence[AnyRow]:
    """The person's enrolments that were not left, the last touched first, with what is done."""
    present = and_(
        RevisionModule.revision_id == Course.revision_id,
        RevisionModule.slug == Progress.module_slug,
    )
    done = (
        select(func.count())
        .select_from(Progress)
        .join(RevisionModule, present)  # what was taken out of the course no longer counts
        .where(Progress.enrolment_id == Enrolment.id, Progress.done_at.is_not(None))
        .correlate(Enrolment, Course)
        .scalar_subquery()
    )
    return rows(
        select(
            Enrolment.id,
            Enrolment.state,
            Enrolment.due_on,
            Enrolment.enrolled_at,
            Enrolment.assigned_by,
            Enrolment.place_slug,
            Enrolment.place_anchor,
            Enrolment.place_at,
            Course.slug,
            Course.title,
            Course.jp,
            Course.theme,
            Course.revision_id,
            done.label("done"),
        )
        .join(Course, Course.id == Enrolment.course_id)
        .where(Enrolment.person_id == person_id, Enrolment.state != EnrolmentState.WITHDRAWN)
        .order_by(func.coalesce(Enrolment.place_at, Enrolment.enrolled_at).desc())
    )


_STATES = Prepared(
    select(Enrolment.course_id, Enrolment.state)
    .where(Enrolment.person_id == bindparam("person"), Enrolment.state != EnrolmentState.WITHDRAWN)
    .order_by(Enrolment.id)
)


def states_by_course(person_id: int) -> dict[int, EnrolmentState]:
    """The state of the person's latest enrolment in each course."""
    return dict(_STATES.all(person=person_id))

"""Who waits for a place in a run."""

from collections.abc import Sequence

from sqlalchemy import and_, select

from lms.catalog.models import Course
from lms.foundation import clock
from lms.foundation.database import AnyRow, db, rows
from lms.identity.models import Membership, Person, Unit
from lms.identity.queries import Scope, in_force
from lms.learning.models import Application, ApplicationState, Approval, Run

WAITS = (ApplicationState.ASKED, ApplicationState.QUEUED)


def list_waiting(scope: Scope, run_id: int) -> tuple[Sequence[AnyRow], int]:
    """Those in line first, in its order; and how many there are of other agencies."""
    today = in_force(Membership.since, Membership.until, clock.today())
    found = rows(
        select(
            *(Application.id, Application.state, Application.turn, Application.asked_at),
            *(Person.name, Person.nip, Unit.name.label("unit")),
            scope.clause(Application.agency_id, Unit.path).label("ours"),
        )
        .join(Person, Person.id == Application.person_id)
        .outerjoin(Membership, and_(Membership.person_id == Person.id, today))
        .outerjoin(Unit, Unit.id == Membership.unit_id)
        .where(Application.run_id == run_id, Application.state.in_(WAITS))
        .order_by(Application.turn.is_(None), Application.turn, Application.id)
    )
    ours = [each for each in found if each.ours]
    return ours, len(found) - len(ours)


def own_pace(course: Course) -> Approval:
    """The rule of the run at one's own pace, which is made when somebody first asks for it."""
    wanted = select(Run.approval).where(Run.course_id == course.id, Run.self_paced.is_(True))
    return db.session.scalar(wanted.order_by(Run.id).limit(1)) or Approval.OPEN

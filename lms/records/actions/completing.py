"""A course that is done becomes a record, exactly once, in the transaction that made it done."""

from uuid import uuid4

from blinker import Signal
from sqlalchemy import select

from lms.catalog.models import Course
from lms.foundation import clock
from lms.foundation.audit import audit
from lms.foundation.database import db
from lms.identity.models import Agency
from lms.learning import queries as learning
from lms.learning.actions import complete, module_done, module_rescored
from lms.learning.models import Enrolment, EnrolmentState
from lms.learning.queries import Visit
from lms.records.actions.earning import earned
from lms.records.actions.register import MINUTES, SYSTEM, enter, next_position
from lms.records.actions.snapshot import Snapshot, taken
from lms.records.models import Completion

# Sent with the completion, in the same transaction, when it is written.
completion_recorded = Signal()


def record_completion(enrolment: Enrolment) -> Completion | None:
    """Write the record of an enrolment whose last requirement is met; none where one is missing.

    Two that meet the last two requirements at once wait for each other here, so the second sees
    both done; asked again, it writes nothing.
    """
    held = _held(enrolment.id)
    if held.state != EnrolmentState.ACTIVE:
        return None
    slug = db.session.get_one(Course, held.course_id).slug
    visit = learning.visit(slug, held.person_id)
    if visit.enrolment_id != held.id or not _is_met(visit):
        return None
    return _write(held, visit)


def _held(enrolment_id: int) -> Enrolment:
    # Without "key": the rows of progress that refer to it would otherwise wait, and for each other.
    return db.session.scalars(
        select(Enrolment)
        .where(Enrolment.id == enrolment_id)
        .with_for_update(key_share=True)
        .execution_options(populate_existing=True)
    ).one()


def _is_met(visit: Visit) -> bool:
    if not visit.total or visit.done < visit.total:
        return False
    score = learning.final_score(visit)
    # Without a final assessment among the requirements there is no score to be low.
    return score is None or score >= visit.outline.facts["completion"].get("min_score", 0)


def _write(held: Enrolment, visit: Visit) -> Completion:
    person = taken(held.person_id, held.agency_id, clock.today())
    written = _completion(held, visit, person)
    complete(held)
    audit(
        "completed",
        "completion",
        written.id,
        actor_id=held.person_id,
        agency_id=written.agency_id,
        enrolment=held.id,
    )
    db.session.flush()
    written.position = next_position()
    db.session.add(written)
    db.session.flush()  # before what refers to it
    db.session.add(person.about(written.id))
    enter(written)
    db.session.flush()
    completion_recorded.send(written)
    return written


def _completion(held: Enrolment, visit: Visit, person: Snapshot) -> Completion:
    day, run, outline = clock.today(), learning.run(held.run_id), visit.outline
    due = earned(outline, person.person, day)
    return Completion(
        id=uuid4(),
        enrolment_id=held.id,
        **person.columns(),
        course_id=outline.course_id,
        course_slug=outline.course_slug,
        course_title=outline.title,
        theme=outline.facts["theme"],
        run=run.name,
        provider=run.partner or db.session.get_one(Agency, run.agency_id).name,
        revision=outline.number,
        form_code=outline.facts["form"],
        jp=due.jp,
        minutes=due.jp * MINUTES,
        score=learning.final_score(visit),
        started_at=held.enrolled_at,
        completed_at=clock.now(),
        completed_on=day,
        recorded_by=SYSTEM,
        jp_rule_id=due.rule_id,
        legal_basis=due.legal_basis,
    )


for told in (module_done, module_rescored):
    told.connect(record_completion)

"""Reading and getting on; progress only ever grows."""

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal
from typing import Any

from blinker import Signal
from sqlalchemy import select, update

from lms.catalog.actions import modules_renamed
from lms.catalog.library import Module
from lms.catalog.models import Renaming
from lms.foundation import clock
from lms.foundation.database import aside, db
from lms.foundation.inserting import insert_into
from lms.learning import queries, reading
from lms.learning.models import Enrolment, EnrolmentState, Progress
from lms.learning.queries import Visit

# Sent with the enrolment, in the same transaction, when one of its modules becomes done.
module_done = Signal()
# Sent likewise when one that was done before gets another score.
module_rescored = Signal()


def note_opened(enrolment_id: int, slug: str) -> datetime:
    """The read log: the moment a module was first opened, from which reading time counts."""
    moment = clock.now()
    opened = {"enrolment_id": enrolment_id, "module_slug": slug, "opened_at": moment, "detail": {}}
    with aside() as connection:
        connection.execute(insert_into(Progress).values(opened).on_conflict_do_nothing())
        connection.execute(
            update(Enrolment)
            .where(Enrolment.id == enrolment_id)
            .values(place_slug=slug, place_anchor=None, place_at=moment)
        )
    return moment


def keep_place(enrolment_id: int, slug: str, anchor: str | None) -> None:
    """Remember where reading stopped."""
    db.session.execute(
        update(Enrolment)
        .where(Enrolment.id == enrolment_id)
        .values(place_slug=slug, place_anchor=anchor, place_at=clock.now())
    )


def finish_reading(visit: Visit, slug: str) -> None:
    """The person says that the lesson is read; raises Conflict before a third of its time."""
    module = queries.ensure_module(visit, slug)
    if visit.is_done(slug) or visit.enrolment_id is None:
        return
    reading.ensure_time(module, visit.standings.get(slug))
    record_progress(visit.enrolment_id, slug, done=True)


def confirm(visit: Visit, module: Module) -> None:
    """The person says that they were there, have it, or have seen it.

    Raises Conflict for a video before a third of its time; it is read by the rule of lessons.
    """
    if module.kind == "video":
        finish_reading(visit, module.slug)
    elif visit.enrolment_id is not None and not visit.is_done(module.slug):
        record_progress(visit.enrolment_id, module.slug, done=True)


def held_enrolment(enrolment_id: int) -> Enrolment:
    """Locked: what a person does in a course happens one after the other.

    Whoever locks something of it too (an attempt, a submission) has locked the enrolment first.
    """
    held = select(Enrolment).where(Enrolment.id == enrolment_id).with_for_update()
    return db.session.scalars(held).one()


def hold_enrolment(enrolment_id: int) -> None:
    """The same lock, for whom the enrolment itself tells nothing."""
    if db.engine.dialect.name != "sqlite":  # which has one writer at a time
        db.session.execute(
            select(Enrolment.id).where(Enrolment.id == enrolment_id).with_for_update()
        )


def record_progress(
    enrolment_id: int,
    slug: str,
    *,
    done: bool,
    score: Decimal | None = None,
    detail: Mapping[str, Any] | None = None,
) -> None:
    """Write what a module's kind has to say; what was done stays done, whatever comes later.

    Tells `module_done` when this made it done, `module_rescored` when it was and the score differs.
    """
    moment = clock.now()
    kept = _kept(enrolment_id, slug) or _begun(enrolment_id, slug, moment)
    rescored = score is not None and score != kept.score
    if score is not None:
        kept.score = score
    if detail is not None:
        kept.detail = dict(detail)
    if done and kept.done_at is None:
        kept.done_at = moment
        db.session.flush()
        module_done.send(queries.enrolment(enrolment_id))
    elif rescored and kept.done_at is not None:
        db.session.flush()
        module_rescored.send(queries.enrolment(enrolment_id))


def take_back_done(enrolment_id: int, slug: str) -> None:
    """What was noted by mistake of somebody else is undone while the course still goes on.

    The one exception to "what was done stays done": not the person said it, but who kept a list.
    """
    enrolment, kept = queries.enrolment(enrolment_id), _kept(enrolment_id, slug)
    if kept is not None and enrolment.state == EnrolmentState.ACTIVE:
        kept.done_at = None
        db.session.flush()


def _kept(enrolment_id: int, slug: str) -> Progress | None:
    return db.session.get(Progress, (enrolment_id, slug))


def _begun(enrolment_id: int, slug: str, moment: datetime) -> Progress:
    """A row under the module's present name, which what was begun under an old one may not know."""
    renamed = db.session.scalar(
        select(Renaming.new_slug)
        .join(Enrolment, Enrolment.course_id == Renaming.course_id)
        .where(Enrolment.id == enrolment_id, Renaming.old_slug == slug)
    )
    if renamed and (kept := _kept(enrolment_id, renamed)):
        return kept
    begun = Progress(
        enrolment_id=enrolment_id, module_slug=renamed or slug, opened_at=moment, detail={}
    )
    db.session.add(begun)
    return begun


def ask_completion(enrolment: Enrolment) -> None:
    """Let the register look again, for instance when a revision asks for less than before."""
    module_done.send(enrolment)


@modules_renamed.connect
def carry_over(course_id: int, renamed: Mapping[str, str]) -> None:
    """Progress follows a module to its new name; what is there already under it stays."""
    ours = select(Enrolment.id).where(Enrolment.course_id == course_id)
    for old, new in renamed.items():
        there = select(Progress.enrolment_id).where(Progress.module_slug == new)
        db.session.execute(
            update(Progress)
            .where(
                Progress.module_slug == old,
                Progress.enrolment_id.in_(ours),
                Progress.enrolment_id.not_in(there),
            )
            .values(module_slug=new)
            .execution_options(synchronize_session=False)
        )
        db.session.execute(
            update(Enrolment)
            .where(Enrolment.course_id == course_id, Enrolment.place_slug == old)
            .values(place_slug=new)
        )

"""The job that publishes a manuscript at its hour, after everything is looked at anew."""

from datetime import datetime

from lms.authoring import actions, policies, queries
from lms.authoring.checking import Checked, check
from lms.authoring.models import Manuscript, ManuscriptStep
from lms.foundation import clock
from lms.foundation.database import transaction
from lms.foundation.errors import Conflict, NotAllowed, Refusal
from lms.foundation.jobs import enqueue, job
from lms.foundation.language import say

GONE = say("Yang menjadwalkannya tidak lagi berwenang menulis kursus ini.")


@job(actions.JOB, slow=True)
def publish_at_its_hour(manuscript_id: int, step_id: int) -> None:
    """What was called back, changed or scheduled anew meanwhile is left alone."""
    held = queries.manuscript(manuscript_id)
    due = _standing(held, step_id)
    if due is None:
        return
    if due.due_at and due.due_at > clock.now():  # this clock is behind the one that set it
        _ask_again(due.due_at, manuscript_id, step_id)
        return
    checked = check(held.course_slug, queries.files(held.id))
    try:
        with transaction():
            _publish(held, step_id, checked)
    except Refusal as refusal:
        _tell(held, step_id, str(refusal.sentence))


def _standing(held: Manuscript, step_id: int) -> ManuscriptStep | None:
    due = queries.scheduled(held)
    return due if due and due.id == step_id else None


def _ask_again(due_at: datetime, manuscript_id: int, step_id: int) -> None:
    with transaction():
        enqueue(actions.JOB, due_at=due_at, manuscript_id=manuscript_id, step_id=step_id)


def _publish(held: Manuscript, step_id: int, checked: Checked) -> None:
    actions.lock(held)
    due = _standing(held, step_id)
    if due is None:
        return
    by = due.person_id or 0
    if not policies.may_write(by, held.agency_id, held.course_slug):
        raise NotAllowed(GONE)
    if due.seal != checked.seal:
        raise Conflict
    actions.publish_manuscript(held, checked, by, due.note)


def _tell(held: Manuscript, step_id: int, why: str) -> None:
    with transaction():
        actions.lock(held)
        if _standing(held, step_id):
            actions.unschedule(held, None, why)

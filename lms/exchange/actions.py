"""Bringing questions into the bank: from the server at once, from the browser in two steps."""

from dataclasses import dataclass

from sqlalchemy import update

from lms.catalog.actions import keep_topic
from lms.exchange.growing import grown
from lms.exchange.models import ImportState, QuestionImport
from lms.exchange.planning import Plan, Wanted
from lms.foundation import clock
from lms.foundation.database import db
from lms.foundation.errors import Conflict
from lms.foundation.jobs import enqueue

JOB = "bank.import"


@dataclass(frozen=True)
class Sent:
    """A file that is in the store."""

    name: str
    digest: str


def bring_in(made: Plan, wanted: Wanted, *, agency_id: int, by: int | None) -> None:
    """Add what the plan found new to its topic, where all else stays; raises Conflict, Invalid."""
    if made.questions:
        keep_topic(grown(made, wanted), agency_id=agency_id, by=by, origin="import")


def begin(sent: Sent, wanted: Wanted, *, agency_id: int, by: int) -> QuestionImport:
    """Have the file read; nothing enters the bank by that."""
    found = QuestionImport(
        agency_id=agency_id,
        person_id=by,
        at=clock.now(),
        name=sent.name,
        file_digest=sent.digest,
        topic=wanted.topic,
        title=wanted.title,
        format=wanted.form,
        competency=wanted.defaults.competency,
        level=wanted.defaults.level,
        own_rule=wanted.own_rule,
    )
    db.session.add(found)
    db.session.flush()
    enqueue(JOB, import_id=found.id)
    return found


def go_on(found: QuestionImport) -> None:
    """Have what was shown put into the bank; raises Conflict where that is begun, or too late."""
    state, kept = QuestionImport.state == ImportState.READY, QuestionImport.removed_at.is_(None)
    ready = (QuestionImport.id == found.id, state, kept)
    begun = update(QuestionImport).where(*ready).values(state=ImportState.KEEPING, done=0)
    if not db.session.execute(begun).rowcount:  # type: ignore[attr-defined]  # an update's result counts
        raise Conflict
    enqueue(JOB, import_id=found.id)

"""Sending and changing a reply, and noting that results were taken out."""

from collections.abc import Mapping

from sqlalchemy import delete, insert, select, update

from lms.catalog.actions import modules_renamed
from lms.catalog.library import Module
from lms.evaluation import queries
from lms.evaluation.answers import Given
from lms.evaluation.models import Reply, ReplyAnswer
from lms.evaluation.policies import may_change
from lms.foundation import clock
from lms.foundation.audit import audit_aside
from lms.foundation.database import db
from lms.foundation.errors import Conflict
from lms.foundation.language import say
from lms.learning.actions import held_enrolment, record_progress
from lms.learning.models import Enrolment
from lms.learning.queries import Visit


def send_reply(visit: Visit, module: Module, given: Mapping[str, Given]) -> Reply:
    """Keep the answers; the same ones sent again change nothing.

    Raises Conflict where other answers come after the time in which they may be changed.
    """
    # Locked, so that the second of two clicks finds what the first has sent.
    enrolment = held_enrolment(visit.enrolment_id or 0)
    known = queries.reply(enrolment.id, module.slug)
    if known is None:
        made = _begin(visit, module, enrolment)
        _write(made, given)
        record_progress(enrolment.id, module.slug, done=True)
        return made
    if queries.answers_of(known.id) != dict(given):
        _change(known, visit, module, given)
    return known


def _begin(visit: Visit, module: Module, enrolment: Enrolment) -> Reply:
    made = Reply(
        enrolment_id=enrolment.id,
        person_id=enrolment.person_id,
        agency_id=enrolment.agency_id,
        course_id=enrolment.course_id,
        run_id=enrolment.run_id,
        module_slug=module.slug,
        revision_id=visit.outline.revision_id,
        document_digest=module.digest,
        sent_at=clock.now(),
    )
    db.session.add(made)
    db.session.flush()
    return made


def _change(known: Reply, visit: Visit, module: Module, given: Mapping[str, Given]) -> None:
    if not may_change(known, clock.now()):
        raise Conflict(say("Jawaban Anda sudah lebih dari 14 hari, jadi tidak dapat diubah lagi."))
    known.revision_id, known.document_digest = visit.outline.revision_id, module.digest
    known.changed_at = clock.now()
    db.session.execute(delete(ReplyAnswer).where(ReplyAnswer.reply_id == known.id))
    _write(known, given)


def _write(reply: Reply, given: Mapping[str, Given]) -> None:
    said = [
        {
            "reply_id": reply.id,
            "question": question,
            "number": value if isinstance(value, int) else None,
            "text": value if isinstance(value, str) else None,
        }
        for question, value in given.items()
    ]
    if said:
        db.session.execute(insert(ReplyAnswer), said)


def note_export(actor_id: int, agency_id: int, survey: queries.Survey, wish: queries.Wish) -> None:
    audit_aside(
        "exported",
        "survey",
        f"{survey.course_slug}/{survey.slug}",
        actor_id=actor_id,
        agency_id=agency_id,
        run=wish.run,
        revision=wish.revision,
    )


@modules_renamed.connect
def carry_over(course_id: int, renamed: Mapping[str, str]) -> None:
    """Replies follow their survey to its new name; one that is there already under it stays."""
    for old, new in renamed.items():
        there = select(Reply.enrolment_id).where(Reply.module_slug == new)
        db.session.execute(
            update(Reply)
            .where(
                Reply.course_id == course_id,
                Reply.module_slug == old,
                Reply.enrolment_id.not_in(there),
            )
            .values(module_slug=new)
            .execution_options(synchronize_session=False)
        )

"""Keeping a topic of the bank, and stopping its questions."""

from sqlalchemy import select

from lms.catalog.models import Origin, QuestionPlace, QuestionState, QuestionStop
from lms.catalog.publishing import topics
from lms.catalog.reading.shapes import ReadBank
from lms.foundation import clock
from lms.foundation.audit import audit
from lms.foundation.database import db
from lms.foundation.errors import Conflict, Invalid, NotFound
from lms.foundation.language import say
from lms.foundation.text import plain_text

LONGEST_REASON = 1000


def keep_topic(bank: ReadBank, *, agency_id: int, by: int | None, origin: str) -> list[str]:
    """Make the text of `bank` what its topic is now; answers the digests of its questions.

    `origin` is "folder" or "import". Raises Invalid where a competency is unknown, and Conflict
    where another agency owns the topic, an import changed it since the folder was written, or a
    question of the same identifier stands elsewhere.
    """
    return topics.keep(bank, agency_id, by, Origin(origin))


def set_state(
    key: str, state: QuestionState, *, by: int | None, reason: str, of_version: str | None = None
) -> QuestionStop:
    """Stop a question, retire it, or allow it again; from now on no paper is drawn otherwise.

    `of_version` stops the version that is current alone, so that a mended one is drawn again.
    Raises Invalid without a reason, Conflict where it is so already or another version is current.
    """
    said = plain_text(reason).strip()[:LONGEST_REASON]
    if not said:
        raise Invalid(None, {"reason": say("Tulis alasannya; orang lain akan membacanya.")})
    place = db.session.scalar(
        select(QuestionPlace).where(QuestionPlace.key == key).with_for_update()
    )
    if place is None:
        raise NotFound
    if place.state == state or of_version not in {None, place.digest}:
        raise Conflict
    stop = QuestionStop(
        key=key,
        digest=of_version,
        agency_id=place.agency_id,
        state=state,
        by=by,
        at=clock.now(),
        reason=said,
    )
    db.session.add(stop)
    place.state = state
    audit(_PARTICIPLES[state], "question", key, actor_id=by, agency_id=place.agency_id)
    db.session.flush()
    return stop


_PARTICIPLES = {
    QuestionState.IN_USE: "allowed again",
    QuestionState.STOPPED: "stopped",
    QuestionState.RETIRED: "retired",
}

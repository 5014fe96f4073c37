"""Who may follow whom, and who may speak in a conversation."""

from sqlalchemy import literal, select

from lms.assessment.queries import is_guide, mentored
from lms.foundation.database import db
from lms.mentoring.queries import Talk


def may_follow(person_id: int, reader_id: int) -> bool:
    """Only the person's mentor of today looks at all that they do."""
    return bool(db.session.scalar(select(mentored(literal(person_id), reader_id))))


def may_speak(talk: Talk, person_id: int) -> bool:
    """Whose work it is about, and who guides them today."""
    whose = (literal(talk.person_id), literal(talk.course_slug), literal(talk.agency_id))
    return talk.person_id == person_id or bool(
        db.session.scalar(select(is_guide(person_id, *whose)))
    )

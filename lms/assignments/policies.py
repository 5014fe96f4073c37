"""Who may read and judge written work."""

from sqlalchemy import literal, select

from lms.assignments.queries import Sent, guided_once, is_guide
from lms.foundation.database import db


def may_review(sent: Sent, person_id: int) -> bool:
    """The person's mentor of today, or a trainer where they have none; never oneself."""
    whose = (literal(sent.person_id), literal(sent.course_slug), literal(sent.agency_id))
    return bool(db.session.scalar(select(is_guide(person_id, *whose))))


def may_see_submission(sent: Sent, person_id: int) -> bool:
    """Whose work it is, who guides them, and the mentor of then who judged it."""
    own = sent.person_id == person_id
    return own or may_review(sent, person_id) or judged_as_mentor(sent, person_id)


def judged_as_mentor(sent: Sent, person_id: int) -> bool:
    """Whether this was their mentor's work: a pair that ends does not take it away."""
    if sent.reviewer_id != person_id:
        return False
    return bool(db.session.scalar(select(guided_once(literal(sent.person_id), person_id))))

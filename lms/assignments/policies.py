"""Who may read and judge written work, and who makes groups of those who write it."""

from sqlalchemy import literal, or_, select

from lms.assignments.queries import Sent, Work, authored, authors, guided_once, is_guide, is_member
from lms.assignments.rules import Grouping
from lms.catalog.models import Course
from lms.foundation.database import db
from lms.learning.queries import led_by


def may_review(sent: Sent, person_id: int) -> bool:
    """The mentor of today of who handed it in, or a trainer where they have none; no author."""
    if is_own(sent, person_id):
        return False
    whose = (literal(sent.person_id), literal(sent.course_slug), literal(sent.agency_id))
    return bool(db.session.scalar(select(is_guide(person_id, *whose))))


def is_own(sent: Sent, person_id: int) -> bool:
    """Whether the person wrote it, alone, in the group of then, or is in that group now."""
    if not sent.group_id or sent.person_id == person_id:
        return sent.person_id == person_id
    wrote = literal(sent.id).in_(authored(person_id))
    return bool(db.session.scalar(select(wrote | is_member(sent.group_id, person_id))))


def may_choose_group(work: Work, grouping: Grouping | None) -> bool:
    """Where groups are made by those who write, and one is in the course."""
    return grouping is not None and grouping.by_learners and bool(work.enrolment_id)


def may_make_groups(course: Course, person_id: int) -> bool:
    """Trainers and programme officers of the course, or of the whole agency that owns it."""
    return led_by(person_id).holds(course.agency_id, course.slug)


def may_see_submission(sent: Sent, person_id: int) -> bool:
    """Whose work it is, who guides them, and the mentor of then who judged it."""
    if is_own(sent, person_id) or may_review(sent, person_id):
        return True
    return judged_as_mentor(sent, person_id) or _guides_an_author(sent, person_id)


def _guides_an_author(sent: Sent, person_id: int) -> bool:
    """Of a group: its other authors have mentors too, who read it but do not judge it."""
    wrote = [author for _, author, _ in authors(sent.id)] if sent.group_id else []
    about = (literal(sent.course_slug), literal(sent.agency_id))
    guided = [is_guide(person_id, literal(each), *about) for each in wrote]
    return bool(guided) and bool(db.session.scalar(select(or_(*guided))))


def judged_as_mentor(sent: Sent, person_id: int) -> bool:
    """Whether this was their mentor's work: a pair that ends does not take it away."""
    if sent.reviewer_id != person_id:
        return False
    return bool(db.session.scalar(select(guided_once(literal(sent.person_id), person_id))))

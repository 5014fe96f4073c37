"""Who may work with the question bank."""

from lms.bank.queries import Reach, holds, reach_of
from lms.bank.queries.one import Place


def may_use_bank(reach: Reach) -> bool:
    """Trainers, reviewers and programme officers of an agency, or of a course."""
    return bool(reach)


def may_open(person_id: int) -> bool:
    return may_use_bank(reach_of(person_id))


def may_check(person_id: int, course_id: int) -> bool:
    """Whether somebody looks after the questions of this course's quizzes."""
    reach = reach_of(person_id)
    return may_use_bank(reach) and holds(reach, course_id)


def may_stop(reach: Reach, place: Place) -> bool:
    """Whose agency owns the question, or whose course; a course that draws it owns it not."""
    return reach.owns(place.agency_id, place.course_slug)

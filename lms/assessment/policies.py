"""Who may sit a quiz, who leads it, and who marks its essays."""

from lms.assessment.models import CutPanel
from lms.assessment.queries import Sitting, Written, courses_asking, is_judge, judges_any
from lms.assessment.rules import Quiz
from lms.catalog.library import page
from lms.catalog.models import Course
from lms.catalog.queries import takers
from lms.identity.models import Role
from lms.learning.models import EnrolmentState
from lms.learning.queries import Led, latest, led_by


def may_take(state: EnrolmentState) -> bool:
    """Not after withdrawing from the course; who finished it may practise on."""
    return state != EnrolmentState.WITHDRAWN


def may_lead(course: Course, person_id: int) -> bool:
    """Who leads the course may give somebody more of its quizzes, and look at their attempts."""
    return led_by(person_id).holds(course.agency_id, course.slug)


def may_lead_any(person_id: int) -> bool:
    return bool(led_by(person_id))


def may_run(panel: CutPanel, course: Course, person_id: int) -> bool:
    """Who leads the course invites judges, closes rounds and records what was decided."""
    return course.id == panel.course_id and may_lead(course, person_id)


def may_judge(panel: CutPanel, person_id: int) -> bool:
    """Who was invited, for their own ratings; how others rate is nobody's before a round closes.

    Not who came into the course since: beside their own paper they would read its key.
    """
    return is_judge(panel.id, person_id) and latest(panel.course_id, person_id) is None


def may_see_ratings(panel: CutPanel, course: Course, person_id: int) -> bool:
    """Those of closed rounds alone: the judges, and who runs the panel."""
    concerned = may_judge(panel, person_id) or may_run(panel, course, person_id)
    return panel.closed_round is not None and concerned


def may_know_panels(person_id: int) -> bool:
    return may_lead_any(person_id) or judges_any(person_id)


def may_see_timeline(sitting: Sitting, course: Course, person_id: int) -> bool:
    """The person themselves, and who leads the course, of people of each agency that takes it."""
    if sitting.person_id == person_id:
        return True
    leads = sitting.agency_id in takers(course) and may_lead(course, person_id)
    return leads and not is_nameless(sitting, course, person_id)


def is_nameless(sitting: Sitting, course: Course, person_id: int) -> bool:
    """Whether somebody marks this attempt without knowing whose it is, or will.

    The desk names an attempt by its address and its moment, so neither may lead to the name.
    """
    if sitting.score is not None or not Quiz.of(page(sitting.document_digest).facts).marking.blind:
        return False
    return marks(person_id).holds(course.agency_id, course.slug)


def may_mark(written: Written, person_id: int) -> bool:
    """Trainers of the course, or of the whole agency that owns it; never one's own answer."""
    own = written.person_id == person_id
    return not own and marks(person_id).holds(written.course_agency_id, written.course_slug)


def marks(person_id: int) -> Led:
    """The courses whose essays the person marks."""
    return led_by(person_id, (Role.TRAINER,))


def may_regrade(digest: str, person_id: int) -> bool:
    """Who leads every course that a corrected key would touch; a bank serves many."""
    led, courses = led_by(person_id), courses_asking(digest)
    return bool(courses) and all(led.holds(*course) for course in courses)

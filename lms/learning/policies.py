"""Who may take a course and open its parts, and who may say what in a discussion."""

from datetime import datetime, timedelta

from lms.catalog import queries as catalog
from lms.learning import queries
from lms.learning.models import Application, Enrolment, EnrolmentState
from lms.learning.queries import About, Answering, Forum, Said, Visit

MENDING = timedelta(minutes=15)  # how long what was said may be worded anew


def may_see(course_id: int, agency_id: int | None) -> bool:
    """A course is seen by the agency that owns it and by those it is shared with."""
    return catalog.is_open_to(course_id, agency_id)


def may_know(visit: Visit, about: About) -> bool:
    """Whoever is or was in a course may look at it, whatever became of it since."""
    return visit.enrolled or about.is_open


def may_complete(visit: Visit) -> bool:
    """Only what is begun and has nothing missing can be closed."""
    return visit.state == EnrolmentState.ACTIVE and 0 < visit.total == visit.done


def may_withdraw(enrolment: Enrolment, person_id: int) -> bool:
    """A course that somebody else assigned is not the person's to leave."""
    own = enrolment.person_id == person_id and enrolment.state == EnrolmentState.ACTIVE
    return own and enrolment.assigned_by is None


def may_let_go(enrolment: Enrolment, person_id: int) -> bool:
    """For who leads the course: not what somebody else assigned, and not oneself."""
    other = enrolment.person_id != person_id and enrolment.state == EnrolmentState.ACTIVE
    return other and enrolment.assigned_by in {None, person_id}


def may_take_back(application: Application, person_id: int) -> bool:
    return application.person_id == person_id


def may_answer_any(person_id: int) -> bool:
    """Who leads a course, and who heads a unit."""
    return may_answer(queries.answering(person_id))


def may_answer(among: Answering) -> bool:
    """Those whom it holds, and nobody else."""
    return bool(among)


def may_lead(forum: Forum, person_id: int) -> bool:
    """Trainers and programme officers of the course, or of the whole agency that owns it."""
    return queries.led_by(person_id).holds(forum.agency_id, forum.course_slug)


def may_lead_any(person_id: int) -> bool:
    """Whether there is an agency or a course whose discussions the person leads."""
    return bool(queries.led_by(person_id))


def may_read_discussion(visit: Visit, forum: Forum, leads: bool) -> bool:
    """Who is in the course, from an agency that may take it, and who leads it.

    Where a share was taken back, whoever was underway by it may go on to the end.
    """
    underway = visit.state == EnrolmentState.ACTIVE and forum.was_in_scope
    return leads or underway or (visit.enrolled and forum.in_scope)


def may_speak(forum: Forum) -> bool:
    """For those who may read: until the discussion is closed."""
    return forum.closed_at is None


def may_reply(forum: Forum, thread: Said) -> bool:
    """Not to what was taken away, and not to a reply: threads are one level deep."""
    return may_speak(forum) and thread.is_shown and thread.thread_id is None


def may_edit(forum: Forum, said: Said, person_id: int, moment: datetime) -> bool:
    """One's own, for a quarter of an hour."""
    own = said.author_id == person_id and said.is_shown
    return own and may_speak(forum) and moment < said.at + MENDING


def may_delete(said: Said, person_id: int) -> bool:
    """One's own, at any time; what was hidden stays for those who must judge it."""
    return said.author_id == person_id and said.is_shown


def may_hide(said: Said, leads: bool) -> bool:
    return leads and said.is_shown


def may_show(said: Said, leads: bool) -> bool:
    return leads and said.hidden_because is not None and said.deleted_at is None


def may_mark(said: Said, leads: bool) -> bool:
    """A reply that can be read."""
    return leads and said.is_shown and said.thread_id is not None

"""Who may follow whom, who may speak in a conversation, and who may make and end pairs."""

from sqlalchemy import literal, select

from lms.assignments.queries import is_guide, mentored
from lms.foundation.database import db
from lms.identity.queries import Scope
from lms.mentoring import queries
from lms.mentoring.models import State
from lms.mentoring.queries import OPEN, Match, Talk


def may_follow(person_id: int, reader_id: int) -> bool:
    """Only the person's mentor of today looks at all that they do."""
    return bool(db.session.scalar(select(mentored(literal(person_id), reader_id))))


def may_speak(talk: Talk, person_id: int) -> bool:
    """Whose work it is about, and who guides them today; the talk is as this person finds it."""
    whose = (literal(talk.person_id), literal(talk.course_slug), literal(talk.agency_id))
    return talk.own or bool(db.session.scalar(select(is_guide(person_id, *whose))))


def may_look_back(talk: Talk, person_id: int) -> bool:
    """The mentor of once reads what was said while they guided, where they said something."""
    ended = queries.guided_until(talk.person_id, person_id)
    if ended is None:
        return False
    said = queries.messages(talk.id, person_id, ended)
    return any(each.author_id == person_id for each in said)


def may_oversee(scope: Scope) -> bool:
    """Programme officers, and heads for their own subtree; see `queries.scope_of`."""
    return bool(scope)


def oversees(scope: Scope, match: Match) -> bool:
    return scope.holds(match.agency_id, match.unit_path or "")


def may_see(match: Match, person_id: int, scope: Scope) -> bool:
    """The two, who proposed it, and who oversees the mentee."""
    concerned = match.is_side(person_id) or match.proposed_by == person_id
    return concerned or oversees(scope, match)


def may_answer(match: Match, person_id: int) -> bool:
    """Each side who neither proposed it nor said yes already."""
    asked = match.state == State.WAITING and match.is_side(person_id)
    return asked and person_id in queries.unanswered(match.id)


def may_withdraw(match: Match, person_id: int) -> bool:
    """Who proposed it, for as long as nobody's answer closed it."""
    return match.state == State.WAITING and match.proposed_by == person_id


def may_end(match: Match, person_id: int, scope: Scope) -> bool:
    """Either side, and who oversees the mentee, for as long as it is not over."""
    return match.standing in OPEN and (match.is_side(person_id) or oversees(scope, match))

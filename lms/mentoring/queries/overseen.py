"""The pairs of a scope, as officers and unit heads look through them."""

from dataclasses import dataclass

from sqlalchemy import ColumnElement, and_, case, func, or_

from lms.foundation.database import row, rows
from lms.identity import queries as identity
from lms.identity.models import Role, Unit
from lms.identity.queries import Scope, called, under
from lms.mentoring.models import Pair, Proposal
from lms.mentoring.queries.proposals import Match, Standing, matches, mentee, mentor, stands, told

PAGE = 50


@dataclass(frozen=True)
class Sought:
    """What narrows the list of pairs; an empty one seeks every pair of the scope."""

    standing: Standing | None = None
    unit_path: str = ""  # the mentee's unit and all below it
    words: str = ""  # in a name, or the whole NIP, of either


@dataclass(frozen=True)
class PairSums:
    """What is sought comes to, and how much of it waits or runs."""

    found: int
    waiting: int
    running: int
    mentors: int  # who guide somebody today


def scope_of(person_id: int) -> Scope:
    """Whose pairs somebody oversees: a programme officer's agency, a head's subtree."""
    return identity.scope_of(person_id, Role.PROGRAMME_OFFICER, Role.UNIT_HEAD)


def list_pairs(scope: Scope, sought: Sought, page: int) -> list[Match]:
    """One page, the newest first."""
    found = matches(_within(scope, sought)).order_by(
        Proposal.proposed_at.desc(), Proposal.id.desc()
    )
    return [Match(*each) for each in rows(found.limit(PAGE).offset((page - 1) * PAGE))]


def list_sums(scope: Scope, sought: Sought) -> PairSums:
    running = stands(Standing.RUNNING)
    found = row(
        told(
            func.count(),
            func.count(case((stands(Standing.WAITING), 1))),
            func.count(case((running, 1))),
            func.count(case((running, Pair.mentor_id)).distinct()),
        ).where(_within(scope, sought))
    )
    assert found is not None  # a count always answers
    return PairSums(*found)


def _within(scope: Scope, sought: Sought) -> ColumnElement[bool]:
    clauses = [scope.clause(Proposal.agency_id, Unit.path)]
    if sought.standing:
        clauses.append(stands(sought.standing))
    if sought.unit_path:
        clauses.append(under(Unit.path, sought.unit_path))
    if sought.words:
        clauses.append(or_(called(sought.words, mentor), called(sought.words, mentee)))
    return and_(*clauses)

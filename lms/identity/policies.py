"""Who may see and change whom."""

from typing import Any

from lms.identity import queries
from lms.identity.models import Role
from lms.identity.scope import Scope

OFFICERS = (Role.BKD_OFFICER, Role.PROGRAMME_OFFICER)


def holds(person_id: int, role: Role) -> bool:
    """Whether the person holds this role anywhere today."""
    return role in queries.roles(person_id)


def may_end(sign_in_id: int, person_id: int) -> bool:
    """A session is ended by the person whose it is."""
    return any(opened.id == sign_in_id for opened in queries.open_sign_ins(person_id))


def may_administer(person_id: int) -> bool:
    return bool(queries.administered(person_id))


def may_follow_jobs(person_id: int) -> bool:
    """Administrators of a whole agency; background work belongs to no unit of it."""
    return bool(queries.administered(person_id).agencies)


def may_let_programs_in(person_id: int) -> bool:
    """Officers who keep the people of a whole agency give programs their tokens."""
    return bool(queries.scope_of(person_id, Role.ADMINISTRATOR, Role.BKD_OFFICER).agencies)


def may_know(scope: Scope, person_id: int) -> bool:
    """Administrators know who works in their scope, or holds a role there."""
    held = queries.held(person_id)
    return _works_in(scope, person_id) or any(may_end_role(scope, each) for each in held)


def may_handle(scope: Scope, by: int, person_id: int) -> bool:
    """Whether somebody's account may be closed, signed out or given a code by `by`.

    It is not their own, and reaches no further than their scope: else a code would open more.
    """
    held = [each for each in queries.held(person_id) if each.subject_id is None]
    inside = all(may_end_role(scope, each) for each in held)
    return by != person_id and _works_in(scope, person_id) and inside


def may_give_role(scope: Scope, by: int, person_id: int) -> bool:
    """Nobody gives themselves a role."""
    return by != person_id and _works_in(scope, person_id)


def may_give_at(scope: Scope, agency_id: int, unit_path: str | None) -> bool:
    """Nobody gives a role above their own scope; without a unit it is for the whole agency."""
    return agency_id in scope.agencies or bool(unit_path and scope.holds(agency_id, unit_path))


def may_end_role(scope: Scope, held: Any) -> bool:
    """A role for a place within the scope; a pair's ends with the pair."""
    return held.subject_id is None and may_give_at(scope, held.agency_id, held.unit_path)


def _works_in(scope: Scope, person_id: int) -> bool:
    home = queries.home(person_id)
    return home is not None and scope.holds(home.agency_id, home.unit_path)

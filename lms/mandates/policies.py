"""Who may oblige whom."""

from lms.identity.queries import Scope
from lms.mandates import queries
from lms.mandates.models import Mandate


def may_oblige_any(scope: Scope) -> bool:
    """BKD and programme officers, and heads of units for their own people."""
    return bool(scope)


def may_oblige(scope: Scope, agency_id: int, units: list[int] | tuple[int, ...]) -> bool:
    """By a rule of these units; without units it would be the whole agency."""
    paths = queries.paths_of(units)
    return queries.holds(scope, agency_id, paths) and len(paths) == len(set(units))


def may_keep(scope: Scope, mandate: Mandate) -> bool:
    """Whoever could have made it: its people are all within their scope."""
    rule = queries.rule_of(mandate.id, mandate.agency_id)
    return mandate.agency_id in scope.agencies or may_oblige(scope, rule.agency_id, rule.units)

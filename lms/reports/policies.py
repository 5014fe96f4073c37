"""Who may read reports."""

from lms.identity.queries import Scope


def may_read(scope: Scope) -> bool:
    """Whoever has somebody to list: BKD and programme officers, heads of units."""
    return bool(scope)

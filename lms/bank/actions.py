"""Stopping a question and letting it be drawn again."""

from lms.bank.queries.one import Place
from lms.catalog.actions import set_state
from lms.catalog.models import QuestionState


def stop(place: Place, by: int, reason: str, *, only_this: bool) -> None:
    """No paper is drawn with it from now on; with `only_this` a mended version is drawn again."""
    version = place.digest if only_this else None
    set_state(place.key, QuestionState.STOPPED, by=by, reason=reason, of_version=version)


def retire(place: Place, by: int, reason: str) -> None:
    """Stop it for good, and hide it from the list."""
    set_state(place.key, QuestionState.RETIRED, by=by, reason=reason)


def allow(place: Place, by: int, reason: str) -> None:
    set_state(place.key, QuestionState.IN_USE, by=by, reason=reason)

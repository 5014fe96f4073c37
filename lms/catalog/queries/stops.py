"""Which versions of questions are stopped today."""

from collections.abc import Mapping

from sqlalchemy import select

from lms.catalog.library import question
from lms.catalog.models import QuestionState, QuestionStop
from lms.foundation.database import rows

MANY = 5000  # parameters of one statement; SQLite takes 32,766


def in_force(versions: Mapping[str, str]) -> dict[str, QuestionState]:
    """The state of each version, given as digest to key, that anybody ever stopped.

    A stop speaks of one version or of all; the latest that speaks of a version is in force for it.
    """
    keys = sorted(set(versions.values()))
    said: dict[str, list[tuple[str | None, QuestionState]]] = {}
    for start in range(0, len(keys), MANY):
        some = QuestionStop.key.in_(keys[start : start + MANY])
        wanted = select(QuestionStop.key, QuestionStop.digest, QuestionStop.state).where(some)
        for key, digest, state in rows(wanted.order_by(QuestionStop.id)):
            said.setdefault(key, []).append((digest, state))
    return {
        digest: state
        for digest, key in versions.items()
        for about, state in said.get(key, ())
        if about in {None, digest}
    }


def stopped(digests: tuple[str, ...]) -> frozenset[str]:
    """Those of these versions that no quiz may draw."""
    states = in_force({digest: question(digest).key for digest in digests})
    return frozenset(it for it, state in states.items() if state != QuestionState.IN_USE)

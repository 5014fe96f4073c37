"""Which versions of questions are stopped today."""

from collections.abc import Mapping

from sqlalchemy import select

from lms.catalog.library import question
from lms.catalog.models import QuestionState, QuestionStop
from lms.foundation.prepared import Prepared, texts

_SAID = Prepared(
    select(QuestionStop.key, QuestionStop.digest, QuestionStop.state)
    .where(QuestionStop.key.in_(texts("keys")))
    .order_by(QuestionStop.id)
)


def in_force(versions: Mapping[str, str]) -> dict[str, QuestionState]:
    """The state of each version, given as digest to key, that anybody ever stopped.

    A stop speaks of one version or of all; the latest that speaks of a version is in force for it.
    """
    said: dict[str, list[tuple[str | None, QuestionState]]] = {}
    for key, digest, state in _SAID.all(keys=sorted(set(versions.values()))):
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

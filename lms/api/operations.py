"""What a view under /api/v1 declares of itself: who may ask what, and what is answered.

The view acts on its declaration, and the OpenAPI document and the page for people are made of it,
so none can tell another story.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any

from flask.typing import ResponseReturnValue
from msgspec import Struct

from lms.api import answering, asking
from lms.api.models import Right
from lms.foundation.language import Sentence

View = Callable[..., answering.Answer]
Dressed = Callable[..., ResponseReturnValue]


@dataclass(frozen=True)
class Operation:
    """One thing that a program may ask; `once`: it is done once for each Idempotency-Key."""

    name: str
    summary: Sentence
    right: Right | None
    answer: type[Struct] | None  # none: a document that is no shape of ours
    query: type[Struct] | None = None
    body: type[Struct] | None = None
    once: bool = False
    pages: bool = False
    refuses: tuple[int, ...] = ()  # beyond what every operation may


DECLARED: dict[Callable[..., Any], Operation] = {}  # of each view, for the document


def program(operation: Operation) -> Callable[[View], Dressed]:
    """For programs alone: known by their tokens, asked in JSON, answered in JSON."""

    def dress(view: View) -> Dressed:
        @wraps(view)
        def answered(**named: Any) -> ResponseReturnValue:
            asking.ensure_json_wanted()
            if operation.right:
                asking.let_in(operation.right)
            given = asking.given(operation.query, operation.body)
            if operation.once:
                return answering.once(lambda: view(**named, **given))
            return answering.written(view(**named, **given))

        DECLARED[answered] = operation
        return answered

    return dress

"""What a program is answered: JSON with a mark, so that what did not change is not sent again."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256

import msgspec
from flask import Response, g, request
from msgspec import Struct

from lms.api import actions
from lms.api.actions import Reused, Turn, Underway
from lms.api.asking import JSON, bearer
from lms.api.refusals import KeyMissing, KeyReused, KeyUnderway
from lms.foundation.database import drop, keep, start_writing

KEPT = "private, no-cache"  # asked anew each time, with the mark
KEY = re.compile(r"[A-Za-z0-9_-]{8,100}")
CREATED = 201


@dataclass(frozen=True)
class Answer:
    """What a view answers; a body that goes on elsewhere says where in `next`."""

    body: Struct
    status: int = 200


def written(answer: Answer) -> Response:
    response = _response(_json(answer.body), answer.status)
    if address := getattr(answer.body, "next", None):
        response.headers["Link"] = f'<{address}>; rel="next"'
    return marked(response)


def marked(response: Response) -> Response:
    """With a mark, and nothing but it for who has the same already; weak, for it may be packed."""
    if request.method in {"GET", "HEAD"}:
        response.set_etag(sha256(response.get_data()).hexdigest()[:32], weak=True)
        response.headers["Cache-Control"] = KEPT
        response.make_conditional(request)
    return response


def once(act: Callable[[], Answer]) -> Response:
    """Done in the transaction that keeps its answer, or answered as it was the first time."""
    key = request.headers.get("Idempotency-Key", "").strip('"')
    if not KEY.fullmatch(key):
        raise KeyMissing
    turn = _turn(key)
    if turn.answer is not None:
        status, body = turn.answer
        response = _response(body.encode(), status)
        response.headers["Idempotency-Replayed"] = "true"
        return response
    try:
        return _done(turn, act)
    except BaseException:
        drop()
        actions.give_back(turn)
        raise


def _turn(key: str) -> Turn:
    asked = b"\0".join((request.method.encode(), request.path.encode(), request.get_data()))
    try:
        return actions.take_turn(bearer().token_id, key, asked)
    except Reused:
        raise KeyReused from None
    except Underway:
        raise KeyUnderway from None


def _done(turn: Turn, act: Callable[[], Answer]) -> Response:
    start_writing()
    answer = act()
    body = _json(answer.body)
    actions.keep_answer(turn, answer.status, body.decode())
    keep()  # here and not after the answer, so that a commit that fails gives the key back
    return _response(body, answer.status)


def _json(body: Struct) -> bytes:
    return msgspec.json.encode(body)


def _response(body: bytes, status: int) -> Response:
    response = Response(body, status, content_type=JSON)
    response.headers.update(g.get("rate", {}))
    return response

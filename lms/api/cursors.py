"""Where a list goes on: opaque to programs, signed, and good for the same question only."""

from hashlib import sha256
from typing import Any

from flask import current_app
from itsdangerous import BadSignature, URLSafeSerializer

from lms.api.refusals import CursorUnknown

LONGEST = 400  # letters


def cursor(about: str, after: list[Any]) -> str:
    """After the row with these keys; `about` is the operation with its filters."""
    return str(_signer().dumps([_mark(about), after]))


def after(about: str, given: str) -> list[Any]:
    """The keys of the row that was last; raises CursorUnknown."""
    try:
        mark, keys = _signer().loads(given) if len(given) <= LONGEST else ("", [])
    except (BadSignature, ValueError, TypeError):
        raise CursorUnknown from None
    if mark != _mark(about):
        raise CursorUnknown
    return list(keys)


def _mark(about: str) -> str:
    return sha256(about.encode()).hexdigest()[:12]


def _signer() -> URLSafeSerializer:
    return URLSafeSerializer(current_app.config["SECRET_KEY"], salt="api.cursor")

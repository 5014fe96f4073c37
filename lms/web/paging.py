"""Which page of a long list the address asks for."""

from flask import request

LAST = 1_000_000  # where nobody has counted the pages


def page_asked(last: int = LAST) -> int:
    """From 1 to `last`; what is no number asks for the first."""
    return min(max(request.args.get("page", 1, type=int), 1), last)

"""Files that are handed over to be kept, and never shown by a browser in our name."""

from flask import Response

CSV = "text/csv; charset=utf-8"


def attachment(content: bytes | str, name: str, kind: str = CSV) -> Response:
    """One piece: a server thread hands it over at once, however slow the reader is."""
    response = Response(content, content_type=kind)
    response.headers.set("Content-Disposition", "attachment", filename=name)
    return response


def strange(content: bytes, name: str, kind: str) -> Response:
    """The same of what somebody sent us: opened all the same, it gets no scripts and no origin."""
    response = attachment(content, name, kind)
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response

"""The files that courses show, and how rubrics are laid out for their component."""

from flask import Blueprint, Response, send_file
from flask.typing import ResponseReturnValue

from lms.catalog import queries
from lms.catalog.rubric import chosen, rubric_rows
from lms.foundation.errors import NotFound
from lms.foundation.files import store
from lms.web.access import signed_in

bp = Blueprint("catalog", __name__)
INLINE = {"image/svg+xml", "image/png", "image/jpeg", "image/webp", "image/gif", "text/vtt"}
FILMS = {"video/mp4", "video/webm"}


@bp.get("/media/<digest>/<name>")
@signed_in
def media(digest: str, name: str) -> ResponseReturnValue:
    """A course's file by the digest of its content, so a browser may keep it for ever."""
    content_type = queries.media_type(digest, name)
    if content_type is None:
        raise NotFound
    response = (
        _film(digest, name, content_type) if content_type in FILMS else _whole(digest, content_type)
    )
    response.headers["Cache-Control"] = "private, max-age=31536000, immutable"
    # Opened by itself, an SVG is a document: it gets no scripts, no forms, no origin.
    response.headers["Content-Security-Policy"] = (
        "default-src 'none'; style-src 'unsafe-inline'; sandbox"
    )
    if content_type not in INLINE | FILMS:
        response.headers.set("Content-Disposition", "attachment", filename=name)
    return response


def _whole(digest: str, content_type: str) -> Response:
    return Response(store().get(digest), content_type=content_type)


def _film(digest: str, name: str, content_type: str) -> Response:
    """By the ranges that a player asks for, and never whole in memory."""
    path = store().kept(digest).resolve()
    return send_file(path, content_type, download_name=name, conditional=True, etag=digest)


bp.add_app_template_filter(chosen)
bp.add_app_template_filter(rubric_rows)

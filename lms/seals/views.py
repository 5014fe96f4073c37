"""Public pages: which keys seal here, and checking a file: /seals."""

from itertools import groupby

from flask import Blueprint, Response, jsonify, render_template
from flask.typing import ResponseReturnValue

from lms.foundation import clock
from lms.foundation.errors import NotFound
from lms.seals import issuer, keys, queries
from lms.web.access import public

bp = Blueprint("seals", __name__)


@bp.get("/seals")
@public
def index() -> ResponseReturnValue:
    return _page()


def _page() -> str:
    held = groupby(queries.all_keys(), key=lambda key: key.agency.name)
    return render_template(
        "seals/index.html", agencies=[(name, list(its)) for name, its in held], now=clock.now()
    )


@bp.get("/seals/keys/<fingerprint>.pem")
@public
def certificate(fingerprint: str) -> ResponseReturnValue:
    key = queries.key_of(fingerprint)
    if key is None:
        raise NotFound
    headers = {"Content-Disposition": f'attachment; filename="segel-{fingerprint[:16]}.pem"'}
    text = keys.as_text(key.certificate)
    return for_everybody(Response(text, headers=headers, content_type="application/x-pem-file"))


@bp.get("/seals/<code>/did.json")
@public
def did(code: str) -> ResponseReturnValue:
    """The agency as programs know it that check badges and manifests."""
    held = queries.keys_of(code)
    if not held:
        raise NotFound
    return for_everybody(jsonify(issuer.document(code, held)))


def for_everybody(response: Response) -> Response:
    """Pages of other sites may read it: whoever checks a badge does so in a browser."""
    response.headers["Access-Control-Allow-Origin"] = "*"
    response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    return response

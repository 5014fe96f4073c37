"""The document of the API for programs, and the same for people: /api."""

from functools import lru_cache

import msgspec
from flask import Response, current_app, render_template
from flask.typing import ResponseReturnValue

from lms.api import document, refusals, wording
from lms.api.answering import marked
from lms.api.asking import JSON, QUOTA, WINDOW
from lms.api.operations import DECLARED, Operation
from lms.api.views.blueprint import V1, bp
from lms.foundation.language import say
from lms.web.access import public
from lms.web.language import language

DOCUMENT = Operation("getDocument", say("Dokumen OpenAPI ini; tanpa token."), None, None)


@bp.get(f"{V1}/openapi.json")
@public
def openapi() -> ResponseReturnValue:
    told = _document(current_app.config["SETTINGS"].base_url, language())
    response = marked(Response(told, content_type=JSON))
    response.headers["Vary"] = "Accept-Language"
    return response


DECLARED[openapi] = DOCUMENT


@lru_cache(maxsize=8)
def _document(_: str, __: str) -> bytes:
    """Of one site in one language; nothing in it changes while the process runs."""
    return msgspec.json.encode(document.document())


@bp.get("/api")
@public
def reference() -> ResponseReturnValue:
    return render_template(
        "api/reference.html",
        declared=document.declared(),
        parameters=document.parameters,
        answers=document.answered,
        fields=wording.FIELDS,
        rights=wording.RIGHTS,
        refusals=[(each.code, each.status, wording.REFUSALS[each.code]) for each in refusals.TOLD],
        quota=QUOTA,
        window=WINDOW,
        base=current_app.config["SETTINGS"].base_url,
    )

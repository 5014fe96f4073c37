"""Public pages: which keys seal here, and checking a file: /seals."""

from itertools import groupby

from flask import Blueprint, Response, jsonify, render_template, request
from flask.typing import ResponseReturnValue

from lms.foundation import clock
from lms.foundation.errors import Invalid, NotFound
from lms.seals import actions, issuer, keys, queries
from lms.seals.forms import CheckForm
from lms.seals.report import Report, report_on
from lms.web import throttle
from lms.web.access import public
from lms.web.downloads import attachment
from lms.web.transaction import writes_late

bp = Blueprint("seals", __name__)
MOST_LISTS = 10_000  # more than a thousand million certificates


@bp.get("/seals")
@public
def index() -> ResponseReturnValue:
    return _page(CheckForm())


@bp.post("/seals")
@public
@writes_late
def check() -> ResponseReturnValue:
    """Nothing of the file is kept."""
    throttle.UPLOADS.ensure(request.remote_addr or "")
    form = CheckForm()
    try:
        content = form.content()
    except Invalid as refusal:
        form.take(refusal)
        return _page(form), 422
    return _page(form, report_on(content))


def _page(form: CheckForm, report: Report | None = None) -> str:
    held = groupby(queries.all_keys(), key=lambda key: key.agency.name)
    return render_template(
        "seals/index.html",
        form=form,
        report=report,
        agencies=[(name, list(its)) for name, its in held],
        now=clock.now(),
        in_fours=queries.in_fours,
    )


@bp.get("/seals/keys/<fingerprint>.pem")
@public
def certificate(fingerprint: str) -> ResponseReturnValue:
    key = queries.key_of(fingerprint)
    if key is None:
        raise NotFound
    text, name = keys.as_text(key.certificate), f"segel-{fingerprint[:16]}.pem"
    return for_everybody(attachment(text, name, "application/x-pem-file"))


@bp.get("/seals/<code>/did.json")
@public
def did(code: str) -> ResponseReturnValue:
    """The agency as programs know it that check badges and manifests."""
    held = queries.keys_of(code)
    if not held:
        raise NotFound
    return for_everybody(jsonify(issuer.document(code, held)))


@bp.get("/seals/<code>/revoked/<int:number>")
@public
def revoked(code: str, number: int) -> ResponseReturnValue:
    """The list in which programs look up whether a badge was revoked."""
    held = queries.keys_of(code)
    if not held or number >= MOST_LISTS:
        raise NotFound
    text = actions.seal_list(held[0].agency_id, number)
    return for_everybody(Response(text, content_type="application/vc+jwt"))


def for_everybody(response: Response) -> Response:
    """Pages of other sites may read it: whoever checks a badge does so in a browser."""
    response.headers["Access-Control-Allow-Origin"] = "*"
    response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    return response

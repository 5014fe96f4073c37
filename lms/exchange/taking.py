"""Taking questions along: /bank/export."""

from flask import render_template, request
from flask.typing import ResponseReturnValue
from flask_login import current_user

from lms.exchange import exporting, formats, policies, queries
from lms.exchange.blueprint import NOT_YOURS, bp
from lms.foundation import clock
from lms.foundation.errors import NotFound
from lms.web.access import ensure
from lms.web.downloads import attachment


@bp.get("/bank/export")
def export() -> ResponseReturnValue:
    ensure(policies.may_exchange(current_user.id), NOT_YOURS)
    topics = queries.topics(policies.agencies_of(current_user.id))
    names = {each.slug: each.title for each in topics}
    forms = {**{form: formats.NAMES[form] for form in formats.WRITERS}, "markdown": "Markdown"}
    asked, form = request.args.get("topic", ""), request.args.get("format", "")
    left_out: tuple[tuple[str, str], ...] = ()
    if asked or form:
        _ensure_own(asked, form)
        left_out = exporting.topic(asked, form).left_out
    return render_template(
        "exchange/export.html",
        topics=names,
        forms=forms,
        asked=asked,
        form=form,
        left_out=left_out,
    )


@bp.get("/bank/export/file")
def export_file() -> ResponseReturnValue:
    """The file itself."""
    ensure(policies.may_exchange(current_user.id), NOT_YOURS)
    asked, form = request.args.get("topic", ""), request.args.get("format", "")
    _ensure_own(asked, form)
    done = exporting.topic(asked, form)
    kind = {"qti": "application/zip", "moodle-xml": "application/xml"}.get(form, "text/plain")
    name = f"{asked}-{clock.today()}.{formats.ENDINGS[form]}"
    return attachment(done.content, name, f"{kind}; charset=utf-8")


def _ensure_own(topic: str, form: str) -> None:
    owner = queries.owner_of(topic)
    if owner is None or form not in formats.ENDINGS:
        raise NotFound
    ensure(policies.may_exchange_in(current_user.id, owner), NOT_YOURS)

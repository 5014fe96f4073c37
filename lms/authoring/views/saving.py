"""What the editor saves by itself, joined with what somebody else saved meanwhile."""

from typing import Any

from flask import request
from flask.typing import ResponseReturnValue
from flask_login import current_user

from lms.authoring import actions, front, queries
from lms.authoring.joining import join
from lms.authoring.models import ManuscriptFile
from lms.authoring.views.blueprint import bp
from lms.authoring.views.finding import NOT_YOURS, open_bench
from lms.authoring.views.modules import MODULE
from lms.authoring.views.presence import others_at
from lms.foundation import clock
from lms.foundation.database import drop, start_writing
from lms.foundation.errors import Invalid, NotFound
from lms.foundation.language import say
from lms.foundation.text import plain_text
from lms.web.access import ensure
from lms.web.transaction import writes_late

TRIES = 3  # others may save while two texts are joined


@bp.put(f"{MODULE}/body")
@writes_late
def save_body(slug: str, module_slug: str) -> ResponseReturnValue:
    """The body alone, on top of the version that the editor saw.

    Where that is old it is joined with what came between, if they lie apart; else both are told.
    """
    bench = open_bench(slug)
    ensure(bench.mine, NOT_YOURS)
    file, given = bench.part(module_slug).file, _given()
    version, anew = given["version"], front.with_body(file.source or b"", given["source"])
    told: dict[str, Any] = {}
    for _ in range(TRIES):
        start_writing()
        try:
            kept = actions.save(bench.manuscript, file.id, version, anew, current_user.id)
        except actions.Overtaken as other:
            told = _overtaken(other.file)
            theirs = other.file.source or b""
            base = queries.version_of(file.id, given["version"])
            drop()  # comparing long texts takes seconds, in which others write
            joined = _joined(base, given["source"], theirs)
            if joined is None:
                return told, 409
            version, anew = told["version"], joined
            continue
        return _kept(kept, given["source"]) | ({"by": told["by"]} if told else {})
    return told, 409


def _joined(base: bytes | None, body: str, theirs: bytes) -> bytes | None:
    """None where both changed one place, or what was written on top of is known no more."""
    if base is None:
        return None
    text = join(base, front.with_body(base, body), theirs).text
    return None if text is None else front.with_text(theirs, text)


def _kept(file: ManuscriptFile, sent: str) -> dict[str, Any]:
    """With the text, where it is another than was sent."""
    said = {"version": file.version, "saved_at": clock.local(clock.now()).isoformat()}
    body = front.body_of(file.source or b"")
    return said if body.rstrip() == sent.rstrip() else said | {"source": body}


def _given() -> dict[str, Any]:
    """Raises Invalid for what no editor of ours sends."""
    given = request.get_json(silent=True)
    if not isinstance(given, dict):
        raise Invalid
    source, version = given.get("source"), given.get("version")
    if not isinstance(source, str) or not isinstance(version, int):
        raise Invalid
    return {"source": plain_text(source), "version": version}


def _overtaken(file: ManuscriptFile) -> dict[str, Any]:
    if file.gone:
        raise NotFound(say("Modul ini sudah dikeluarkan dari naskah."))
    told = others_at(file)
    return {
        "version": file.version,
        "source": front.body_of(file.source or b""),
        "by": told[0].name if told else "",
        "at": file.changed_at.isoformat(),
    }

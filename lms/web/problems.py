"""Errors as programs read them (RFC 9457), and which addresses are for programs alone."""

from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

from flask import Request, current_app, g
from flask.typing import ResponseReturnValue

from lms.foundation.errors import Invalid, Refusal
from lms.foundation.language import Said, Sentence, say

FOR_PROGRAMS = "/api/v1/"  # no cookie counts here, and no form's token is asked for
KIND = "application/problem+json"
TEXTS: dict[int, Sentence] = {
    404: say("Tidak ada data di alamat ini yang termasuk lingkup token Anda."),
    405: say("Alamat ini tidak mengenal metode itu; yang dikenal ada di header Allow."),
    406: say("Jawaban di sini berupa application/json; sesuaikan header Accept."),
    413: say("Badan permintaan terlalu besar."),
    415: say("Kirim badan permintaan sebagai application/json."),
    500: say("Ada yang salah di pihak server. Tidak ada yang tersimpan; coba lagi nanti."),
    503: say("Server sedang tidak sempat menjawab. Tidak ada yang tersimpan; coba lagi nanti."),
}


class Problem(Refusal):
    """A refusal that programs tell apart by its `code`, with headers and faults of its own."""

    code = ""

    def __init__(
        self,
        sentence: Said | None = None,
        *,
        status: int | None = None,
        headers: Mapping[str, str] | None = None,
        faults: tuple[Mapping[str, str], ...] = (),
    ) -> None:
        super().__init__(sentence)
        self.status = status or self.status
        self.headers, self.faults = dict(headers or {}), faults


def is_for_programs(asked: Request) -> bool:
    return f"{asked.path}/".startswith(FOR_PROGRAMS)


def told(
    code: int, title: Said, sentence: Said, error: Exception | None, *, program: bool
) -> ResponseReturnValue:
    """One refusal as JSON; to a program, what is said of addresses speaks of data, not of pages."""
    own = isinstance(error, Problem)
    detail = TEXTS[code] if program and not own and code in TEXTS else sentence
    body = {"type": _kind(error), "title": str(title), "status": code, "detail": str(detail)}
    if faults := _faults(error):
        body["errors"] = faults
    if code >= HTTPStatus.INTERNAL_SERVER_ERROR and g.get("reference"):
        body["reference"] = g.reference
    return body, code, {"Content-Type": KIND, **g.get("rate", {}), **_headers(error)}


def _kind(error: Exception | None) -> Any:
    code = error.code if isinstance(error, Problem) else ""
    return f"{current_app.config['SETTINGS'].base_url}/api#{code}" if code else "about:blank"


def _faults(error: Exception | None) -> Any:
    if isinstance(error, Problem):
        return list(error.faults)
    fields = error.fields if isinstance(error, Invalid) else {}
    return [{"pointer": f"#/{name}", "detail": str(each)} for name, each in fields.items()]


def _headers(error: Exception | None) -> dict[str, str]:
    if isinstance(error, Problem):
        return error.headers
    allowed = getattr(error, "valid_methods", None)  # what Werkzeug found at another method
    return {"Allow": ", ".join(sorted(allowed))} if allowed else {}

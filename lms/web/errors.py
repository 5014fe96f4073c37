"""Errors as pages: what happened, whether anything is lost, what to do now."""

import logging
import sqlite3
from contextlib import suppress
from http import HTTPStatus
from urllib.parse import urlsplit

import psycopg
from flask import Flask, g, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user
from flask_wtf.csrf import CSRFError
from sqlalchemy import exc
from werkzeug.exceptions import HTTPException

from lms.foundation import database
from lms.foundation.errors import Refusal
from lms.foundation.language import Sentence, say
from lms.web import problems
from lms.web.access import login
from lms.web.request_log import shown_path

log = logging.getLogger(__name__)
# The database is away, full or too busy; a prepared statement raises the driver's own errors.
AWAY: tuple[type[Exception], ...] = (
    exc.OperationalError,
    exc.InterfaceError,
    exc.TimeoutError,
    sqlite3.OperationalError,
    psycopg.OperationalError,
)
LONG_ENOUGH_TO_MISS = 20  # letters; shorter input is quickly typed again
SECRET = ("password", "present")  # in names of fields; `present` is one's password so far

TITLES: dict[int, Sentence] = {
    400: say("Permintaan tidak dapat diproses"),
    401: say("Anda perlu masuk lagi"),
    403: say("Bukan wewenang Anda"),
    404: say("Halaman ini tidak ada"),
    405: say("Cara membuka halaman ini keliru"),
    406: say("Bentuk jawaban itu tidak tersedia"),
    409: say("Keadaannya sudah berubah"),
    410: say("Bagian ini sudah ditarik"),
    413: say("Berkas terlalu besar"),
    415: say("Bentuk kiriman itu tidak dikenal"),
    422: say("Ada isian yang perlu diperbaiki"),
    429: say("Terlalu sering mencoba"),
    500: say("Ada yang salah di pihak kami"),
    503: say("Sedang ramai, coba sebentar lagi"),
}
TEXTS: dict[int, Sentence] = {
    400: say("Periksa isian Anda, lalu coba lagi. Yang sudah tersimpan tetap aman."),
    404: say(
        "Mungkin alamatnya terpotong saat disalin, atau isinya sudah diarsipkan. "
        "Nilai dan riwayat belajar Anda tetap ada di rapor."
    ),
    405: say("Kembalilah ke halaman sebelumnya dan pakai tombol yang tersedia di sana."),
    413: say(
        "Berkas yang dikirim melebihi batas 10 MB. Perkecil berkasnya, lalu unggah lagi. "
        "Yang sudah tersimpan tetap aman."
    ),
    500: say(
        "Isian terakhir belum tersimpan; yang sebelumnya aman. Coba lagi sebentar. "
        "Bila berulang, sebutkan kode ini kepada pengelola:"
    ),
    503: say("Server belum sempat menyimpan. Tidak ada yang hilang; coba lagi dalam satu menit."),
}
# A NUL in a text, a number beyond every id: nobody types these into a form of ours.
IMPOSSIBLE = (exc.DataError, psycopg.DataError, OverflowError)


def answer_errors(app: Flask) -> None:
    app.register_error_handler(Refusal, _refusal)
    app.register_error_handler(CSRFError, _stale)
    app.register_error_handler(HTTPException, _http)
    for error in AWAY:
        app.register_error_handler(error, _busy)
    for error in IMPOSSIBLE:
        app.register_error_handler(error, _impossible)
    app.register_error_handler(Exception, _unforeseen)


def _refusal(error: Refusal) -> ResponseReturnValue:
    return page(error.status, error.sentence, error)


def _stale(_: CSRFError) -> ResponseReturnValue:
    return page(
        400,
        say(
            "Formulir ini sudah kedaluwarsa atau dikirim dari situs lain, jadi tidak diproses. "
            "Muat ulang halamannya, lalu kirim lagi."
        ),
    )


def _http(error: HTTPException) -> ResponseReturnValue:
    code = error.code or 500
    if code < 400:
        return error
    cause = getattr(error, "original_exception", None)  # what a failing commit raised
    if isinstance(cause, AWAY):
        return _busy(cause)
    return page(code, TEXTS.get(code, TEXTS[400]), error)


def _busy(error: Exception) -> ResponseReturnValue:
    said = str(getattr(error, "orig", error)).split("\n")[0]
    log.error("The database did not answer in time: %s [%s]", said, g.get("reference"))
    return page(503, TEXTS[503])


def _impossible(error: Exception) -> ResponseReturnValue:
    log.warning("No column holds this in %s %s: %s", request.method, shown_path(), error)
    return page(400, TEXTS[400])


def _unforeseen(error: Exception) -> ResponseReturnValue:
    what = (request.method, shown_path(), g.get("reference"))
    log.error("Unforeseen in %s %s [%s]", *what, exc_info=error)
    return page(500, TEXTS[500])


def page(
    code: int, sentence: Sentence | str, error: Exception | None = None
) -> ResponseReturnValue:
    """One refusal as a page, or as JSON (RFC 9457) for programs and for our own scripts."""
    with suppress(*AWAY):
        database.drop()
    title = TITLES.get(code) or say("Permintaan tidak dapat diproses")
    program = problems.is_for_programs(request)
    if program or request.path.startswith("/api/") or request.is_json:
        return problems.told(code, title, sentence, error, program=program)
    if code >= HTTPStatus.INTERNAL_SERVER_ERROR and "_login_user" not in g:
        g._login_user = login.anonymous_user()  # noqa: SLF001  asking who it is may be what failed
    return render_template(
        "web/error.html",
        code=code,
        title=title,
        text=sentence,
        actions=_ways_on(code),
        reference=g.get("reference") if code >= HTTPStatus.INTERNAL_SERVER_ERROR else None,
        kept=_what_was_typed(),
    ), code


def lead_back(address: str, label: Sentence) -> None:
    """The first way on from here, should this request be refused: the list without its filters."""
    g.way_back = (address, label)


def _ways_on(code: int) -> list[tuple[str, Sentence]]:
    if code == 401 or not current_user.is_authenticated:
        back = _came_from() if code == 401 else None
        return [(url_for("identity.sign_in", next=back), say("Masuk"))]
    back_here = [g.way_back] if "way_back" in g else []
    catalogue = (url_for("learning.courses"), say("Cari di katalog"))
    work = (url_for("home.desk"), say("Ke meja kerja"))
    return [
        *back_here,
        (url_for("home.index"), say("Ke beranda")),
        work if current_user.has_desk else catalogue,
    ]


def _came_from() -> str | None:
    """The page of ours whose form was refused, to be on again after signing in."""
    came = urlsplit(request.referrer or "")
    return came.path if came.netloc == request.host and request.method == "POST" else None


def _what_was_typed() -> list[str]:
    """Longer texts of a refused form, shown again so that nothing typed is lost."""
    if request.method != "POST" or request.content_length is None or request.content_length > 2**20:
        return []
    given = request.form.items(multi=True)
    texts = (value for name, value in given if not any(word in name for word in SECRET))
    return [text for text in texts if len(text) > LONG_ENOUGH_TO_MISS and " " in text.strip()]

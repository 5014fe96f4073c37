"""What the pages of import and export hang on, and share."""

from flask import Blueprint, Response

from lms.foundation.language import say

bp = Blueprint("exchange", __name__)
NOT_YOURS = say(
    "Impor dan ekspor soal hanya untuk pengajar dan penyelenggara dari instansi pemilik bank soal."
)


def download(content: bytes, name: str, kind: str) -> Response:
    response = Response(content, content_type=f"{kind}; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    response.headers["Cache-Control"] = "no-store"
    return response

"""What the pages of import and export hang on."""

from flask import Blueprint

from lms.foundation.language import say

bp = Blueprint("exchange", __name__)
NOT_YOURS = say(
    "Impor dan ekspor soal hanya untuk pengajar dan penyelenggara dari instansi pemilik bank soal."
)

"""Ordering: the steps in their right order, as a numbered list."""

from typing import Any

from lms.catalog.reading.answers import comment
from lms.catalog.reading.options import Option
from lms.catalog.reading.prose import Addresses, write_line
from lms.catalog.reading.sheet import Sheet
from lms.catalog.reading.written import Written
from lms.foundation.markup import plain

LEAST, MOST = 2, 20


def steps(sheet: Sheet, written: Written, addresses: Addresses) -> dict[str, Any]:
    options = written.body.options
    if not LEAST <= len(options) <= MOST:
        mend = f"Tulis {LEAST} sampai {MOST} langkah sebagai daftar bernomor: 1. Langkah."
        sheet.wrong(written.attributes.line, f"Soal ini berisi {len(options)} langkah.", mend)
    read: list[dict[str, Any]] = []
    for number, option in enumerate(options, 1):
        html = write_line(sheet, option.text, addresses)
        _check(sheet, option, number, html, [each["html"] for each in read])
        read.append({"html": html, "feedback": comment(sheet, option, addresses)})
    return {"steps": read}


def _check(sheet: Sheet, option: Option, number: int, html: str, before: list[str]) -> None:
    if int(option.mark) != number:
        mend = f"Tulis {number}. di sini; langkah ditulis menurut urutan yang benar."
        sheet.wrong(option.line, f"Nomor langkah {option.mark} tidak berurutan.", mend)
    if not plain(html) and "<img" not in html:
        sheet.wrong(option.line, "Langkah ini kosong.", "Tulis isinya sesudah nomor.")
    elif html in before:
        sheet.wrong(option.line, "Langkah ini sama dengan yang di atasnya.", "Hapus satu.")

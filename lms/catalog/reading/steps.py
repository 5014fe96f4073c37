"""Ordering: the steps in their right order, as a numbered list."""

from typing import Any

from lms.catalog.reading.answers import comment
from lms.catalog.reading.options import Option
from lms.catalog.reading.prose import Addresses, write_line
from lms.catalog.reading.sheet import Sheet
from lms.catalog.reading.written import Written
from lms.foundation.language import say
from lms.foundation.markup import plain

LEAST, MOST = 2, 20


def steps(sheet: Sheet, written: Written, addresses: Addresses) -> dict[str, Any]:
    options = written.body.options
    if not LEAST <= len(options) <= MOST:
        mend = say(
            "Tulis %(least)s sampai %(most)s langkah sebagai daftar bernomor: 1. Langkah.",
            least=LEAST,
            most=MOST,
        )
        sheet.wrong(
            written.attributes.line,
            say("Soal ini berisi %(options)s langkah.", options=len(options)),
            mend,
        )
    read: list[dict[str, Any]] = []
    for number, option in enumerate(options, 1):
        html = write_line(sheet, option.text, addresses)
        _check(sheet, option, number, html, [each["html"] for each in read])
        read.append({"html": html, "feedback": comment(sheet, option, addresses)})
    return {"steps": read}


def _check(sheet: Sheet, option: Option, number: int, html: str, before: list[str]) -> None:
    if int(option.mark) != number:
        mend = say(
            "Tulis %(number)s. di sini; langkah ditulis menurut urutan yang benar.", number=number
        )
        sheet.wrong(
            option.line, say("Nomor langkah %(mark)s tidak berurutan.", mark=option.mark), mend
        )
    if not plain(html) and "<img" not in html:
        sheet.wrong(option.line, say("Langkah ini kosong."), say("Tulis isinya sesudah nomor."))
    elif html in before:
        sheet.wrong(
            option.line, say("Langkah ini sama dengan yang di atasnya."), say("Hapus satu.")
        )

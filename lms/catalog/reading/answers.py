"""What marking needs of the types whose options are each an answer."""

import re
from collections.abc import Sequence
from typing import Any

from lms.catalog.reading.attributes import Attributes
from lms.catalog.reading.options import Option
from lms.catalog.reading.prose import Addresses, write_line
from lms.catalog.reading.sheet import Sheet
from lms.catalog.reading.written import Written
from lms.foundation.language import say
from lms.foundation.markup import plain

MINUS = "\N{MINUS SIGN}"  # as Word types it
SIGN = rf"[+\-{MINUS}]?"
NUMBER = rf"{SIGN}\d{{1,15}}(?:[.,]\d{{1,15}})?"
NUMERIC = re.compile(rf"({NUMBER})(?:\s*(?:±|\+/?-)\s*({NUMBER}))?", re.ASCII)
THOUSANDS = re.compile(rf"{SIGN}[1-9]\d{{0,2}}\.\d{{3}}", re.ASCII)
HEAVIEST = 5  # what the best option of a situation weighs
Answers = dict[str, Any]


def choice(sheet: Sheet, written: Written, addresses: Addresses) -> Answers:
    options = written.body.options
    right = sum(option.right for option in options)
    _count(sheet, written.attributes, len(options), right)
    read = [_option(sheet, option, addresses) | {"right": option.right} for option in options]
    _check_texts(sheet, options, [str(each["html"]) for each in read])
    return {"options": read}


def _option(sheet: Sheet, option: Option, addresses: Addresses) -> Answers:
    html = write_line(sheet, option.text, addresses)
    return {"html": html, "feedback": comment(sheet, option, addresses)}


def weighed(sheet: Sheet, written: Written, addresses: Addresses) -> Answers:
    """Options of a situation, the best of which weighs 5."""
    options = written.body.options
    _check_weights(sheet, written, options)
    read = [
        _option(sheet, option, addresses)
        | {"weight": int(option.mark), "right": int(option.mark) == HEAVIEST}
        for option in options
    ]
    _check_texts(sheet, options, [str(each["html"]) for each in read])
    return {"options": read}


def _check_weights(sheet: Sheet, written: Written, options: Sequence[Option]) -> None:
    weights, line = [int(option.mark) for option in options], written.attributes.line
    for option in options:
        if not 0 < int(option.mark) <= HEAVIEST:
            sheet.wrong(
                option.line, say("Bobot ini di luar 1 sampai 5."), say("Tulis [1] sampai [5]."), 4
            )
    if len(options) < 2:
        mend = say("Tulis paling sedikit dua pilihan, setiap baris diawali bobotnya: - [5] teks.")
        sheet.wrong(line, say("Soal ini berisi %(options)s pilihan.", options=len(options)), mend)
    elif HEAVIEST not in weights:
        sheet.wrong(
            line, say("Belum ada pilihan berbobot 5."), say("Beri [5] pada tindakan terbaik.")
        )
    if not written.body.general:
        mend = say("Jelaskan kuncinya dalam umpan balik umum (>) di akhir soal.")
        sheet.note(
            line,
            say(
                "Kunci soal %(identifier)s belum dijelaskan.",
                identifier=written.attributes.identifier,
            ),
            mend,
        )


def _count(sheet: Sheet, attributes: Attributes, options: int, right: int) -> None:
    line, kind = attributes.line, attributes.type
    if kind == "truefalse" and options != 2:
        sheet.wrong(
            line,
            say("Soal benar-salah ini berisi %(options)s pilihan.", options=options),
            say("Tulis tepat dua."),
        )
    elif options < 2:
        mend = say("Tulis paling sedikit dua pilihan, setiap baris diawali - [ ] atau - [x].")
        sheet.wrong(line, say("Soal ini berisi %(options)s pilihan.", options=options), mend)
    elif right == 0:
        sheet.wrong(
            line, say("Belum ada pilihan yang benar."), say("Ubah [ ] menjadi [x] pada yang benar.")
        )
    elif right > 1 and kind != "multiple":
        mend = say("Sisakan satu [x], atau ubah menjadi type=multiple.")
        sheet.wrong(line, say("Ada %(right)s pilihan benar.", right=right), mend)


def comment(sheet: Sheet, option: Option, addresses: Addresses) -> str:
    return write_line(sheet, option.comment, addresses) if option.feedback else ""


def _check_texts(sheet: Sheet, options: Sequence[Option], texts: Sequence[str]) -> None:
    for index, (option, text) in enumerate(zip(options, texts, strict=True)):
        if not plain(text) and "<img" not in text:
            sheet.wrong(
                option.line, say("Pilihan ini kosong."), say("Tulis isinya sesudah [ ] atau [x].")
            )
        elif text in texts[:index]:
            sheet.wrong(
                option.line, say("Pilihan ini sama dengan yang di atasnya."), say("Hapus satu.")
            )


def short(sheet: Sheet, written: Written, addresses: Addresses) -> Answers:
    options = written.body.options
    _check_accepted(sheet, written.attributes, options)
    accepted = [" ".join(option.said.split()) for option in options]
    folded = [each.casefold() for each in accepted]
    _check_texts(sheet, options, folded)
    return {
        "accepted": accepted,
        "feedback": [comment(sheet, option, addresses) for option in options],
    }


def numeric(sheet: Sheet, written: Written, addresses: Addresses) -> Answers:
    options = written.body.options
    _check_accepted(sheet, written.attributes, options)
    return {
        "accepted": [_value(sheet, option) for option in options],
        "feedback": [comment(sheet, option, addresses) for option in options],
        "unit": written.attributes.given.get("unit", ""),
    }


def _check_accepted(sheet: Sheet, attributes: Attributes, options: Sequence[Option]) -> None:
    if not options:
        mend = say("Tulis jawaban yang diterima, misalnya - [x] jawaban.")
        sheet.wrong(attributes.line, say("Belum ada jawaban yang benar."), mend)
    for option in options:
        if not option.right:
            mend = say("Pada jenis ini setiap jawaban diterima; tulis [x] atau hapus.")
            sheet.wrong(option.line, say("Jawaban ini ditandai salah."), mend)
        if any(option.more):  # blank lines before the next question are nobody's
            sheet.wrong(option.line + 1, say("Jawaban ini lebih dari satu baris."), say("Satukan."))


def _value(sheet: Sheet, option: Option) -> dict[str, float]:
    found = NUMERIC.fullmatch(option.said)
    if found is None:
        mend = say("Tulis angka tanpa pemisah ribuan, boleh dengan toleransi: 12,5 ± 0,5.")
        sheet.wrong(option.line, say("Jawaban ini bukan angka."), mend)
        return {"value": 0.0, "tolerance": 0.0}
    if THOUSANDS.fullmatch(found[1]):
        mend = say("Titik di sini koma desimal; tulis seribu sebagai 1000.")
        sheet.note(option.line, say("%(found)s dibaca sebagai pecahan.", found=found[1]), mend)
    return as_number(found)


def as_number(found: re.Match[str]) -> dict[str, float]:
    """What a match of NUMERIC says."""
    return {"value": _float(found[1]), "tolerance": abs(_float(found[2] or "0"))}


def _float(text: str) -> float:
    return float(text.replace(",", ".").replace(MINUS, "-"))

"""The list under a question of a survey: named points of a scale, or the options of a choice."""

import re
from itertools import pairwise
from typing import Any

from lms.catalog.reading.sheet import Sheet
from lms.foundation.language import say

POINT = re.compile(r"(?P<number>[0-9]{1,3})(?:\s+(?P<label>.*))?$")
POINTS, OPTIONS = (2, 7), (2, 10)
LONGEST = 200  # letters of an option or of an end of a scale

Item = tuple[int, str]  # the line, and what the item says


def _scale(sheet: Sheet, start: int, items: list[Item]) -> dict[str, Any]:
    example = say("Tulis, misalnya, - 1 Jauh sekali lalu - 5 Dekat sekali.")
    found = [(line, POINT.match(said)) for line, said in items]
    for line in [line for line, point in found if point is None]:
        sheet.wrong(line, say("Butir skala ini tidak diawali angka."), example, 3)
    named = [
        (line, int(point["number"]), (point["label"] or "").strip())
        for line, point in found
        if point
    ]
    before = len(sheet.findings.mistakes)
    for (_, lower, _), (line, number, _) in pairwise(named):
        if number <= lower:
            sheet.wrong(
                line,
                say("Angka %(number)s tidak sesudah %(lower)s.", number=number, lower=lower),
                say("Urutkan dari kecil."),
                3,
            )
    if len(named) < 2 and len(named) == len(found):
        sheet.wrong(start, say("Skala ini belum menyebut kedua ujungnya."), example)
    elif len(sheet.findings.mistakes) == before and len(named) == len(found):
        _check_ends(sheet, named)
    return {"points": _points(named)}


def _check_ends(sheet: Sheet, named: list[tuple[int, int, str]]) -> None:
    (first, least, _), (last, most, _) = named[0], named[-1]
    for line, number, label in (named[0], named[-1]):
        if not label:
            sheet.wrong(
                line,
                say("Ujung skala %(number)s belum bernama.", number=number),
                say("Tulis artinya di belakang."),
                3,
            )
    if least != 1:
        sheet.wrong(
            first, say("Skala ini mulai dari %(least)s.", least=least), say("Mulai dari 1."), 3
        )
    elif most > POINTS[1]:
        mend = say(
            "Pakai %(points)s sampai %(points2)s titik.", points=POINTS[0], points2=POINTS[1]
        )
        sheet.wrong(last, say("Skala ini sampai %(most)s.", most=most), mend, 3)
    for line, _, label in named:
        _check_length(sheet, line, label)


def _points(named: list[tuple[int, int, str]]) -> list[dict[str, Any]]:
    """Every point from the first to the last; those between need no name."""
    labels = {number: label for _, number, label in named if number <= POINTS[1]}
    most = max(labels, default=0)
    return [{"value": value, "label": labels.get(value, "")} for value in range(1, most + 1)]


def _choice(sheet: Sheet, start: int, items: list[Item]) -> dict[str, Any]:
    least, most = OPTIONS
    texts = [text for _, text in items]
    if not least <= len(items) <= most:
        mend = say(
            "Tulis %(least)s sampai %(most)s pilihan, setiap baris diawali tanda hubung.",
            least=least,
            most=most,
        )
        sheet.wrong(start, say("Pertanyaan ini berisi %(items)s pilihan.", items=len(items)), mend)
    for index, (line, text) in enumerate(items):
        _check_length(sheet, line, text)
        if text.casefold() in {each.casefold() for each in texts[:index]}:
            sheet.wrong(
                line, say("Pilihan ini sama dengan yang di atasnya."), say("Hapus satu."), 3
            )
    return {"options": texts}


def _check_length(sheet: Sheet, line: int, text: str) -> None:
    if len(text) > LONGEST:
        sheet.wrong(
            line,
            say("Pilihan ini lebih dari %(longest)s huruf.", longest=LONGEST),
            say("Persingkat."),
            3,
        )


LISTS = {"scale": _scale, "choice": _choice}

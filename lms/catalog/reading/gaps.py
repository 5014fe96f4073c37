"""What one gap of a text accepts: typed words, a typed number, or one choice of a list."""

import re
from typing import Any

from lms.catalog.reading.answers import NUMERIC, as_number
from lms.catalog.reading.sheet import Sheet

BOXED = re.compile(r"\[([ xX])\]\s*(.*)")
LONGEST = 100  # characters, as one answer among several is sent


def read_gap(sheet: Sheet, line: int, column: int, inside: str) -> dict[str, Any]:
    """The content of a small question: single, short or numeric; faults are noted."""
    texts = [" ".join(each.split()) for each in inside.split("|")]
    boxes = [BOXED.fullmatch(each) for each in texts]
    options = [{"text": box[2], "right": box[1] != " "} for box in boxes if box]
    fault = _fault_of_list(len(texts), options) if options else _fault_of_texts(texts)
    if fault:
        sheet.wrong(line, *fault, column)
    return {"type": "single", "options": options} if options else _typed(texts)


def _typed(texts: list[str]) -> dict[str, Any]:
    numbers = [NUMERIC.fullmatch(each) for each in texts]
    if all(numbers):
        return {"type": "numeric", "accepted": [as_number(each) for each in numbers if each]}
    return {"type": "short", "accepted": texts}


def _fault_of_list(written: int, options: list[dict[str, Any]]) -> tuple[str, str] | None:
    rights = sum(each["right"] for each in options)
    if len(options) < written:
        return "Sebagian isian ini tanpa [ ] atau [x].", "Awali setiap pilihannya dengan tanda itu."
    if written < 2:
        return "Isian ini berisi 1 pilihan.", "Tulis paling sedikit dua, dipisah tanda |."
    if rights != 1:
        return f"Isian ini mempunyai {rights} pilihan benar.", "Tandai tepat satu dengan [x]."
    return _fault_of_texts([each["text"] for each in options])


def _fault_of_texts(texts: list[str]) -> tuple[str, str] | None:
    if not all(texts):
        return "Ada jawaban kosong dalam isian ini.", "Tulis jawabannya di antara {{, |, dan }}."
    if len({each.casefold() for each in texts}) < len(texts):
        return "Ada jawaban yang sama dalam isian ini.", "Hapus satu."
    if max(map(len, texts)) > LONGEST:
        return f"Jawaban ini lebih dari {LONGEST} huruf.", "Pendekkan jawabannya."
    return None

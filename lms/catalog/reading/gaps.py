"""What one gap of a text accepts: typed words, a typed number, or one choice of a list."""

import re
from typing import Any

from lms.catalog.reading.answers import NUMERIC, as_number
from lms.catalog.reading.sheet import Sheet
from lms.foundation.language import Sentence, say

BOXED = re.compile(r"\[([ xX])\]\s*(.*)")
Fault = tuple[Sentence, Sentence]  # what is wrong, how to mend it
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


def _fault_of_list(written: int, options: list[dict[str, Any]]) -> Fault | None:
    rights = sum(each["right"] for each in options)
    if len(options) < written:
        return say("Sebagian isian ini tanpa [ ] atau [x]."), say(
            "Awali setiap pilihannya dengan tanda itu."
        )
    if written < 2:
        return say("Isian ini berisi 1 pilihan."), say("Tulis paling sedikit dua, dipisah tanda |.")
    if rights != 1:
        return say("Isian ini mempunyai %(rights)s pilihan benar.", rights=rights), say(
            "Tandai tepat satu dengan [x]."
        )
    return _fault_of_texts([each["text"] for each in options])


def _fault_of_texts(texts: list[str]) -> Fault | None:
    if not all(texts):
        return say("Ada jawaban kosong dalam isian ini."), say(
            "Tulis jawabannya di antara {{, |, dan }}."
        )
    if len({each.casefold() for each in texts}) < len(texts):
        return say("Ada jawaban yang sama dalam isian ini."), say("Hapus satu.")
    if max(map(len, texts)) > LONGEST:
        return say("Jawaban ini lebih dari %(longest)s huruf.", longest=LONGEST), say(
            "Pendekkan jawabannya."
        )
    return None

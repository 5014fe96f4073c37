"""How each type of question is read. A type more is a line here."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from lms.catalog.reading.answers import choice, numeric, short, weighed
from lms.catalog.reading.cloze import no_options, with_gaps
from lms.catalog.reading.essay import essay, split_essay
from lms.catalog.reading.options import Body, Opening, split
from lms.catalog.reading.pairs import pairs
from lms.catalog.reading.prose import Addresses
from lms.catalog.reading.sheet import Sheet
from lms.catalog.reading.steps import steps
from lms.catalog.reading.written import Written, stem
from lms.foundation.language import say

Part = Callable[[Sheet, Written, Addresses], dict[str, Any]]  # of the content; faults are noted
Apart = Callable[[Sheet, Opening, int, list[str]], Body]
BOX = re.compile(r"[-*+] \[([ xX])\](?:\s+(.*))?$")
BOXES = Opening(
    BOX,
    re.compile(r"\s{0,3}[-*+]\s*(\[[\sxXvV✓✔*]{0,3}\]|\([\sxXvV✓✔*]{0,3}\))(?!\()"),
    say("Tulis - [ ] untuk pilihan biasa atau - [x] untuk yang benar, tanpa lekukan."),
)
WEIGHTS = Opening(
    re.compile(r"[-*+] \[(\d)\](?:\s+(.*))?$", re.ASCII),
    re.compile(r"\s{0,3}[-*+]\s*(\[[\s\dxXvV✓✔*]{0,3}\]|\([\s\dxXvV✓✔*]{0,3}\))(?!\()"),
    say("Tulis bobotnya dalam kurung siku, misalnya - [5], tanpa lekukan."),
)
NUMBERS = Opening(
    re.compile(r"(\d{1,3})[.)](?:\s+(.*))?$", re.ASCII),
    re.compile(r"\s{0,3}[-*+]\s*\[[\sxXvV✓✔*]{0,3}\](?!\()"),
    say("Tulis setiap langkah sebagai daftar bernomor: 1. Langkah."),
)
NO_LIST = Opening(
    BOX, BOXES.nearly, say("Hapus baris ini; soal ini tidak memakai pilihan."), listed=False
)


@dataclass(frozen=True)
class Reader:
    read: Part
    opening: Opening = BOXES
    stem: Part = stem
    explains: bool = True  # each of its options should say why
    apart: Apart = split  # the lines below its attributes


READERS: dict[str, Reader] = {
    "single": Reader(choice),
    "multiple": Reader(choice),
    "truefalse": Reader(choice),
    "short": Reader(short),
    "numeric": Reader(numeric),
    "match": Reader(pairs),
    "order": Reader(steps, NUMBERS, explains=False),
    "cloze": Reader(no_options, NO_LIST, with_gaps),
    "sjt": Reader(weighed, WEIGHTS),
    "essay": Reader(essay, NO_LIST, apart=split_essay),
}

"""Whether what a form says can be written in our grammar and means the same there."""

from dataclasses import replace

from lms.authoring.questions.filled import Filled
from lms.catalog.reading.attributes import MOST
from lms.catalog.reading.grammar import COMPETENCY
from lms.catalog.wording import Answer, Wording, wording_of, written
from lms.foundation.language import Sentence, say

LONGEST_HEADING, LONGEST = 500, 20_000
ELSEWHERE = say(
    "Isian ini memuat baris yang di sini berarti lain, misalnya diawali ##, - [ ], atau >. "
    "Ubah awal barisnya."
)


def faults(it: Filled) -> dict[str, Sentence]:
    """What cannot be written, by the name of its field."""
    found: dict[str, Sentence] = {}
    if not it.heading:
        found["heading"] = say("Tulis pertanyaannya.")
    elif len(it.heading) > LONGEST_HEADING:
        found["heading"] = say("Paling panjang %(max)d huruf.", max=LONGEST_HEADING)
    for name, most in MOST.items():
        value = it.facts.get(name, "")
        if value and not (value.isascii() and value.isdigit() and 0 < int(value) <= most):
            found[name] = say("Isi 1 sampai %(most)d.", most=most)
    code = it.facts.get("competency", "")
    if code and not COMPETENCY.fullmatch(code):
        found["competency"] = say("Pilihan ini tidak dikenal.")
    return found | _long(it)


def _long(it: Filled) -> dict[str, Sentence]:
    texts = {"more": it.more, "general": it.general}
    for number, row in enumerate(it.rows, 1):
        texts |= {f"text_{number}": row.text, f"feedback_{number}": row.feedback}
    too_long = say("Paling panjang %(max)d huruf.", max=LONGEST)
    return {name: too_long for name, text in texts.items() if len(text) > LONGEST}


def misread(it: Wording) -> dict[str, Sentence]:
    """The places whose words the reader would take for something else."""
    back = wording_of(written(it))
    if back is None:
        return {_suspect(it): ELSEWHERE}
    pairs = {"heading": (it.heading, back.heading), "more": (it.more, back.more)}
    pairs["general"] = (it.general, back.general)
    found = {
        name: ELSEWHERE for name, (one, other) in pairs.items() if _words(one) != _words(other)
    }
    if not found and list(map(_said, it.answers)) != list(map(_said, back.answers)):
        found[_first_other(it.answers, back.answers)] = ELSEWHERE
    return found


def _suspect(it: Wording) -> str:
    """The field without whose words the rest can be read."""
    if wording_of(written(replace(it, more=""))):
        return "more"
    for number, each in enumerate(it.answers, 1):
        if wording_of(written(replace(it, answers=(each,), more=""))) is None:
            return f"text_{number}"
    return "heading"


def _first_other(mine: tuple[Answer, ...], back: tuple[Answer, ...]) -> str:
    known = [_said(each) for each in back]
    for number, each in enumerate(mine, 1):
        if number > len(known) or _said(each) != known[number - 1]:
            return f"text_{number}"
    return "more"


def _said(it: Answer) -> tuple[str, ...]:
    return it.mark, *map(_words, (it.text, it.other, it.feedback))


def _words(text: str) -> str:
    return " ".join(text.split())

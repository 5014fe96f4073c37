"""The key of a question that is answered in parts, part by part: as it is, and as typed anew."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from flask import request
from markupsafe import Markup

from lms.assessment.forms.accepted import accepted_from, fault
from lms.assessment.marking.by_type import HEAVIEST, sequence
from lms.assessment.marking.corrected import GAPS, ORDER, PAIRS, WEIGHTS, Change
from lms.assessment.marking.keys import spoken
from lms.catalog.library import Question
from lms.foundation.language import say
from lms.web.shown import stored

Content = Mapping[str, Any]
FIELD = "bagian-%d"  # the name of a part's field
FAULTY = "parts"


@dataclass(frozen=True)
class Part:
    """A left side, a step, an option or a gap; with `choices` its key is one of them."""

    name: str
    label: Markup | str
    value: str
    choices: Sequence[tuple[str, str]] = field(default=())


def parts(asked: Question, now: Content) -> list[Part]:
    """With the key of `now`, which is the content as it was corrected before; none of a whole."""
    made = _PARTS[asked.type].made(now) if asked.type in _PARTS else []
    return [Part(FIELD % number, *each) for number, each in enumerate(made, 1)]


def typed_parts(asked: Question) -> list[Part]:
    """With what was typed."""
    was = parts(asked, asked.content)
    return [Part(it.name, it.label, _typed(it.name), it.choices) for it in was]


def _typed(name: str) -> str:
    return request.form.get(name, "")


def has_parts(asked: Question) -> bool:
    return asked.type in _PARTS


def typed_change(asked: Question) -> Change:
    """Raises Invalid for a part without a key, and for what is none."""
    given = typed_parts(asked)
    for number, each in enumerate(given, 1):
        known = {value for value, _ in each.choices}
        if each.choices and each.value not in known:
            raise fault(FAULTY, say("Bagian %(n)d belum ada kuncinya.", n=number))
    return _PARTS[asked.type].read(asked.content, [it.value for it in given])


Made = list[tuple[Markup | str, str, Sequence[tuple[str, str]]]]


def _listed(texts: Sequence[str]) -> list[tuple[str, str]]:
    return [(str(number), text) for number, text in enumerate(texts, 1)]


def _pairs(content: Content) -> Made:
    rights = _listed([each["text"] for each in content["rights"]])
    return [(stored(it["html"]), str(it["right"]), rights) for it in content["pairs"]]


def _read_pairs(_: Content, values: list[str]) -> Change:
    return {"kind": PAIRS, "right": [int(each) for each in values]}


def _steps(content: Content) -> Made:
    places = {step: place for place, step in enumerate(sequence(content), 1)}
    positions = [(str(place), str(place)) for place in sorted(places.values())]
    written = enumerate(content["steps"], 1)
    return [(stored(it["html"]), str(places[step]), positions) for step, it in written]


def _read_steps(_: Content, values: list[str]) -> Change:
    if len(set(values)) < len(values):
        raise fault(FAULTY, say("Dua langkah tidak dapat berada di posisi yang sama."))
    order = sorted(range(1, len(values) + 1), key=lambda step: int(values[step - 1]))
    return {"kind": ORDER, "steps": order}


def _weights(content: Content) -> Made:
    weights = [(str(weight), str(weight)) for weight in range(1, HEAVIEST + 1)]
    return [(stored(it["html"]), str(it["weight"]), weights) for it in content["options"]]


def _read_weights(_: Content, values: list[str]) -> Change:
    weights = [int(each) for each in values]
    if HEAVIEST not in weights:
        raise fault(FAULTY, say("Paling sedikit satu pilihan berbobot %(most)d.", most=HEAVIEST))
    return {"kind": WEIGHTS, "weights": weights}


def _gaps(content: Content) -> Made:
    return [_gap(number, gap) for number, gap in enumerate(content["gaps"], 1)]


def _gap(number: int, gap: Content) -> tuple[str, str, Sequence[tuple[str, str]]]:
    label = str(say("Isian (%(n)d)", n=number))
    if gap["type"] != "single":
        return label, "\n".join(map(spoken, gap["accepted"])), ()
    right = next(n for n, each in enumerate(gap["options"], 1) if each["right"])
    return label, str(right), _listed([each["text"] for each in gap["options"]])


def _read_gaps(content: Content, values: list[str]) -> Change:
    both = zip(content["gaps"], values, strict=True)
    return {"kind": GAPS, "gaps": [_read_gap(gap, value) for gap, value in both]}


def _read_gap(gap: Content, value: str) -> dict[str, Any]:
    if gap["type"] == "single":
        return {"right": int(value)}
    return {"accepted": accepted_from(FAULTY, gap["type"], gap.get("unit", ""), value)}


@dataclass(frozen=True)
class _Way:
    made: Callable[[Content], Made]
    read: Callable[[Content, list[str]], Change]


_PARTS = {
    "match": _Way(_pairs, _read_pairs),
    "order": _Way(_steps, _read_steps),
    "sjt": _Way(_weights, _read_weights),
    "cloze": _Way(_gaps, _read_gaps),
}

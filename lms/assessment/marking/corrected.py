"""The key of a question as it was corrected: content and change in, content out; pure.

A correction says which options are right, which answers are accepted, what belongs to what, in
which order steps stand, what options weigh, what fills each gap; or that everybody gets the full
points, or that the question counts for nobody. It belongs to one version of a question. What the
author said of an answer goes with the key that it was said for.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from lms.assessment.marking.by_type import HEAVIEST, Content

Change = Mapping[str, Any]
RIGHT, ACCEPTED, EVERYBODY, NOBODY = "right", "accepted", "everybody", "nobody"
PAIRS, ORDER, WEIGHTS, GAPS = "pairs", "order", "weights", "gaps"


def corrected(content: Content, change: Change | None) -> Content:
    """The content with the key as it was corrected."""
    turn = _KINDS.get(change["kind"]) if change else None
    return turn(content, change) if turn and change else content


def _right(content: Content, change: Change) -> Content:
    right, options = set(change["right"]), enumerate(content["options"], 1)
    return {**content, "options": [_turned(it, right=number in right) for number, it in options]}


def _turned(option: Content, **key: Any) -> Content:
    same = all(option[name] == value for name, value in key.items())
    return option if same else {**option, **key, "feedback": ""}


def _accepted(content: Content, change: Change) -> Content:
    said = zip(content["accepted"], content["feedback"], strict=True)
    notes = {str(accepted): note for accepted, note in said}
    accepted = change["accepted"]
    notes_now = [notes.get(str(each), "") for each in accepted]
    return {**content, "accepted": accepted, "feedback": notes_now}


def _pairs(content: Content, change: Change) -> Content:
    pairs = zip(content["pairs"], change["right"], strict=True)
    return {**content, "pairs": [_turned(pair, right=right) for pair, right in pairs]}


def _order(content: Content, change: Change) -> Content:
    """Steps keep the numbers by which answers name them."""
    return {**content, "sequence": change["steps"]}


def _weights(content: Content, change: Change) -> Content:
    weighed = zip(content["options"], change["weights"], strict=True)
    options = [_turned(it, weight=weight, right=weight == HEAVIEST) for it, weight in weighed]
    return {**content, "options": options}


def _gaps(content: Content, change: Change) -> Content:
    return {
        **content,
        "gaps": [_gap(*it) for it in zip(content["gaps"], change["gaps"], strict=True)],
    }


def _gap(gap: Content, key: Mapping[str, Any]) -> Content:
    if gap["type"] != "single":
        return {**gap, "accepted": key["accepted"]}
    options: Sequence[Content] = gap["options"]
    named = enumerate(options, 1)
    return {**gap, "options": [{**it, "right": number == key["right"]} for number, it in named]}


_KINDS: dict[str, Callable[[Content, Change], Content]] = {
    RIGHT: _right,
    ACCEPTED: _accepted,
    PAIRS: _pairs,
    ORDER: _order,
    WEIGHTS: _weights,
    GAPS: _gaps,
}

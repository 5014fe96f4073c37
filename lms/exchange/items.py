"""A question between two formats. Pure: no database, no browser.

Texts are HTML, because that is what the other formats hold and what ours is rendered to; accepted
answers and the sides of a gap are plain text, because they are compared with what is typed.
"""

import re
from dataclasses import dataclass, replace

from lms.foundation.language import Sentence

GAP = "\ue000%d\ue001"  # stands in a cloze's stem for the gap of that number, from 1
Reason = Sentence | str
Rubric = tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Part:
    """An option, an accepted answer, a pair, or a step, as the type of the item says."""

    text: str  # a distractor of a match has none
    right: bool = True
    feedback: str = ""
    other: str = ""  # the right side of a pair
    tolerance: str = "0"  # of an accepted number
    weight: int = 0  # 1 to 5, of an option that is judged


@dataclass(frozen=True)
class Gap:
    """A gap of a cloze: accepted answers, or when `chosen` a list with one right entry."""

    parts: tuple[Part, ...]
    chosen: bool = False


@dataclass(frozen=True)
class Item:
    """A question as every format can say it.

    `parts` hold what the type needs: options (single, multiple, truefalse, sjt), accepted answers
    (short, numeric), pairs and distractors (match), steps in their right order (order). A cloze
    has `gaps` instead, an essay its `rubric`: rows of cells in plain text, the first its heads.
    """

    type: str
    stem: str
    parts: tuple[Part, ...] = ()
    gaps: tuple[Gap, ...] = ()
    general: str = ""
    identifier: str = ""
    competency: str = ""
    level: int | None = None
    topic: str = ""
    points: int = 1
    unit: str = ""
    rubric: Rubric = ()
    min_words: int | None = None
    max_words: int | None = None
    category: str = ""  # where the source kept it; a topic where it names none
    differs: tuple[Reason, ...] = ()  # what our rule would mark otherwise than the source
    lost: tuple[Reason, ...] = ()  # what is left behind without changing any mark

    def labelled(self, labels: dict[str, str]) -> "Item":
        """With what labels such as `competency:M.5` say; other labels are the source's own."""
        points, level = labels.get("points", ""), labels.get("level", "")
        essay = self.type == "essay"
        return replace(
            self,
            competency=labels.get("competency", self.competency),
            level=int(level) if level in set("12345") else self.level,
            topic=labels.get("topic", self.topic),
            unit=labels.get("unit", self.unit) if self.type == "numeric" else "",
            min_words=_count(labels.get("min_words", "")) if essay else None,
            max_words=_count(labels.get("max_words", "")) if essay else None,
            points=int(points) if re.fullmatch(r"[0-9]{1,9}", points) else self.points,
        )


def _count(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 5 and int(text) else None


@dataclass(frozen=True)
class Found:
    """One question of a file: the item that it is, or the reason why it is none."""

    source: Reason  # where it stands, as a person would look for it
    type: str  # our name of its type, or the source's own where we have none
    item: Item | None = None
    reason: Reason = ""


class Unfit(Exception):
    """This question cannot be taken over; `type` is the source's name of what it is."""

    def __init__(self, reason: Reason, type_: str = "") -> None:
        super().__init__(str(reason))
        self.reason, self.type = reason, type_


LABELS = ("competency", "level", "topic", "points", "unit", "type", "min_words", "max_words")


def labels_of(written: list[str]) -> dict[str, str]:
    """The labels among the tags of a question that mean something here."""
    pairs = (each.partition(":") for each in written)
    known = {name.strip().lower(): value.strip() for name, _, value in pairs if value.strip()}
    return {name: value for name, value in known.items() if name in LABELS}


def labels_for(item: Item) -> list[str]:
    """The tags by which another system keeps what only we know of a question."""
    said = {
        "competency": item.competency,
        "level": item.level,
        "topic": item.topic,
        "points": item.points if item.points != 1 else "",
        "unit": item.unit,
        "min_words": item.min_words,
        "max_words": item.max_words,
        "type": item.type if item.type in {"sjt", "cloze"} else "",
    }
    return [f"{name}:{value}" for name, value in said.items() if value]

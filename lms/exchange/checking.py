"""Items written in our grammar and read back by the one reader that checks all content.

Read in batches, because a file has a beginning that costs as much as a question; where a batch
holds a mistake, each of its questions is read alone, so that none answers for another.
"""

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256

from lms.catalog.reading import read_bank
from lms.catalog.reading.shapes import Reading, ReadQuestion
from lms.exchange.items import Found, Item, Reason, Unfit
from lms.exchange.writers.markdown import written
from lms.foundation.language import joined, say

BATCH = 25
LONGEST_NAME = 60
NAME = "soal-%d"  # until it gets its own


@dataclass(frozen=True)
class Defaults:
    """What a question is tagged with where its source says nothing."""

    competency: str = ""
    level: int | None = None
    topic: str = ""


@dataclass(frozen=True)
class Checked:
    """A question of the file and what our reader made of it; None where it is refused."""

    found: Found
    reason: Reason = ""
    question: ReadQuestion | None = None
    names: tuple[str, ...] = ()  # the identifiers that it may get, the best one first


@dataclass(frozen=True)
class _Written:
    found: Found
    text: str
    names: tuple[str, ...]


def front(title: str) -> str:
    """How a file of the bank begins."""
    return f"---\ntitle: {json.dumps(title, ensure_ascii=False)}\n---\n"


def check(found: Sequence[Found], defaults: Defaults, *, own_rule: bool) -> Iterator[Checked]:
    """Each question in its order; with `own_rule` our marking may differ from the source's."""
    for start in range(0, len(found), BATCH):
        batch = [_write(each, defaults, own_rule) for each in found[start : start + BATCH]]
        read = iter(_read([each for each in batch if isinstance(each, _Written)]))
        for each in batch:
            yield each if isinstance(each, Checked) else next(read)


def _write(found: Found, defaults: Defaults, own_rule: bool) -> _Written | Checked:
    if found.item is None:
        return Checked(found, found.reason)
    if found.item.differs and not own_rule:
        return Checked(found, joined(found.item.differs))
    item = _tagged(found.item, defaults)
    try:
        text = written(item, NAME % 0)
    except Unfit as unfit:
        return Checked(found, unfit.reason)
    except RecursionError:
        return Checked(found, say("HTML-nya bersarang terlalu dalam."))
    return _Written(found, text, _names(item, text))


def _tagged(item: Item, defaults: Defaults) -> Item:
    return replace(
        item,
        competency=item.competency or defaults.competency,
        level=item.level or defaults.level,
        topic=item.topic or item.category[:LONGEST_NAME] or defaults.topic,
    )


def _names(item: Item, text: str) -> tuple[str, ...]:
    """The source's own identifier where it fits, and one made of what the question says."""
    own = re.sub(r"[^a-z0-9]+", "-", item.identifier.lower()).strip("-")
    own = own if len(own) <= LONGEST_NAME and item.identifier.isascii() else ""
    heading, _, more = text.split("\n", 2)
    mark = sha256(f"{heading}\n{more}".encode()).hexdigest()[:12]
    return (own, f"{own}-{mark}") if own else (f"q-{mark}",)


def _read(batch: Sequence[_Written]) -> list[Checked]:
    reading = _reading(batch)
    if reading.bank and len(reading.bank[0].questions) == len(batch):
        pairs = zip(batch, reading.bank[0].questions, strict=True)
        return [_kept(each, question) for each, question in pairs]
    return [_alone(each) for each in batch]


def _alone(each: _Written) -> Checked:
    reading = _reading([each])
    if reading.mistakes:
        said = (part for mistake in reading.mistakes for part in (mistake.text, mistake.mend))
        return Checked(each.found, joined(said))
    questions = reading.bank[0].questions if reading.bank else ()
    if len(questions) != 1:
        return Checked(each.found, say("Teksnya tidak terbaca kembali sebagai satu soal."))
    return _kept(each, questions[0])


def _reading(batch: Sequence[_Written]) -> Reading:
    texts = [_called(each.text, NAME % number) for number, each in enumerate(batch)]
    return read_bank("impor", (front("Impor") + "\n" + "\n".join(texts)).encode())


def _kept(each: _Written, question: ReadQuestion) -> Checked:
    assert each.found.item
    reason = joined((*each.found.item.differs, *each.found.item.lost))
    return Checked(each.found, reason, replace(question, source=each.text), each.names)


def named(question: ReadQuestion, name: str) -> ReadQuestion:
    """The same question by another identifier."""
    return replace(question, identifier=name, source=_called(question.source, name))


def _called(text: str, name: str) -> str:
    """By that name in the line below the heading, and nowhere else that looks like it."""
    return text.replace(f"\n{{#{NAME % 0} ", f"\n{{#{name} ", 1)

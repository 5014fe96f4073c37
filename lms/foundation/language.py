"""Sentences that are written in one floor and spoken, in the reader's language, in another."""

import json
from collections.abc import Callable, Iterable
from contextvars import ContextVar
from typing import Any

Translator = Callable[[str], str]

# The web floor puts the reader's language here; without a reader the source language speaks.
translator: ContextVar[Translator | None] = ContextVar("translator", default=None)


class Sentence:
    """A text of the source language with its values, translated when it is read."""

    def __init__(self, text: str, values: dict[str, object]) -> None:
        self.text = text
        self.values = values

    def __str__(self) -> str:
        translate = translator.get()
        spoken = translate(self.text) if translate else self.text
        return spoken % self.values if self.values else spoken

    def __repr__(self) -> str:
        return f"say({self.text!r})"

    def __eq__(self, other: object) -> bool:
        return str(self) == str(other)

    def __hash__(self) -> int:
        return hash(self.text)


Said = Sentence | str  # what may be a sentence, or a text that nobody translates


def say(text: str, /, **values: object) -> Sentence:
    """A sentence for a person; `text` is Indonesian and holds values as %(name)s."""
    return Sentence(text, values)


def joined(said: Iterable[Sentence | str]) -> Sentence | str:
    """One after the other, each said once; every one still speaks the reader's language."""
    parts = list({str(each): each for each in said if str(each).strip()}.values())
    if len(parts) < 2:
        return parts[0] if parts else ""
    values: dict[str, object] = {f"part{number}": part for number, part in enumerate(parts)}
    return Sentence(" ".join(f"%({name})s" for name in values), values)


SAID, VALUES = "say", "with"  # in what is kept


def kept(said: Said) -> str:
    """A sentence as one column holds it."""
    return json.dumps(to_keep(said), ensure_ascii=False)


def spoken(text: str) -> Said:
    """What `kept` was given."""
    said: Said = as_kept(json.loads(text))
    return said


def to_keep(said: object) -> Any:
    """A sentence with its values as JSON can hold it, so that whoever reads it later chooses."""
    if isinstance(said, Sentence):
        values = {name: to_keep(value) for name, value in said.values.items()}
        return {SAID: said.text, VALUES: values}
    return said if isinstance(said, int) else str(said)


def as_kept(found: Any) -> Any:
    """What `to_keep` was given; a text that was kept in one language alone stays as it is."""
    if isinstance(found, dict):
        return Sentence(found[SAID], {name: as_kept(it) for name, it in found[VALUES].items()})
    return found

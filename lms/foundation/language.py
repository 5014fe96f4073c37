"""Sentences that are written in one floor and spoken, in the reader's language, in another."""

from collections.abc import Callable
from contextvars import ContextVar

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


def say(text: str, /, **values: object) -> Sentence:
    """A sentence for a person; `text` is Indonesian and holds values as %(name)s."""
    return Sentence(text, values)

"""Aiken: a question, its options by letter, and a line that names the right one."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from lms.exchange.encoding import lines_of
from lms.exchange.items import Found, Item, Part, Unfit
from lms.exchange.nodes import from_plain
from lms.foundation.language import say

# For lines without space at their ends, so that nothing has to be tried twice.
OPTION = re.compile(r"([A-Z])[.)][ \t]++(.+)", re.ASCII)
ANSWER = re.compile(r"ANSWER[ \t]*+:[ \t]*+(.*)", re.IGNORECASE)


@dataclass
class _Chunk:
    line: int = 0
    stem: list[str] = field(default_factory=list)
    options: list[tuple[str, str]] = field(default_factory=list)
    answer: str | None = None


def read(content: bytes) -> Iterator[Found]:
    """Every question of the file, or why it is none of ours; raises Invalid for what is no text."""
    for chunk in _chunks(lines_of(content)):
        source = say("baris %(line)d", line=chunk.line)
        try:
            yield Found(source, "single", _item(chunk))
        except Unfit as unfit:
            yield Found(source, "single", None, unfit.reason)


def _chunks(lines: list[str]) -> Iterator[_Chunk]:
    chunk = _Chunk()
    for number, line in enumerate(lines, 1):
        said = line.strip()
        option, answer = OPTION.fullmatch(said), ANSWER.fullmatch(said)
        begins = said and not option and not answer and chunk.options
        if begins:  # the question before has no answer
            yield chunk
            chunk = _Chunk()
        _take(chunk, number, line, option)
        if answer:
            chunk.answer = answer[1]
            yield chunk
            chunk = _Chunk()
    if chunk.line:
        yield chunk


def _take(chunk: _Chunk, number: int, line: str, option: re.Match[str] | None) -> None:
    if line.strip():
        chunk.line = chunk.line or number
    if option:
        chunk.options.append((option[1], option[2]))
    elif not ANSWER.fullmatch(line.strip()):
        chunk.stem.append(line)


def _item(chunk: _Chunk) -> Item:
    letters = [letter for letter, _ in chunk.options]
    if chunk.answer is None:
        raise Unfit(say("Tidak ada baris ANSWER."))
    if chunk.answer.upper() not in letters:
        raise Unfit(
            say("ANSWER: %(answer)s tidak ada di antara pilihan.", answer=chunk.answer[:40])
        )
    if len(set(letters)) < len(letters):
        raise Unfit(say("Ada dua pilihan dengan huruf yang sama."))
    right = chunk.answer.upper()
    parts = [Part(from_plain(text), letter == right) for letter, text in chunk.options]
    return Item("single", from_plain("\n".join(chunk.stem)), tuple(parts))

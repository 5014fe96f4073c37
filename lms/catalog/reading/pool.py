"""The questions that a quiz draws: which files of the bank, and whether they hold enough."""

from collections.abc import Iterator, Mapping, Sequence
from hashlib import sha256
from typing import Protocol

from lms.catalog.reading.declared_quiz import DrawDeclared, QuizDeclared
from lms.catalog.reading.front import Front
from lms.catalog.reading.shapes import ReadBank
from lms.catalog.reading.sheet import Sheet
from lms.foundation.language import say

ASKED = ("competency", "level", "topic")


def drawn_from(
    sheet: Sheet, front: Front[QuizDeclared], bank: Mapping[str, ReadBank]
) -> tuple[ReadBank, ...]:
    """The files that the blueprint names; a draw that they might not fill is noted."""
    blueprint = front.said.blueprint
    assert blueprint
    for index, topic in enumerate(blueprint.topics):
        if topic not in bank:
            line, column = front.place("blueprint", "from", index)
            mend = (
                say("Yang terbaca: %(bank)s.", bank=", ".join(bank))
                if bank
                else say("Buat berkas itu dahulu.")
            )
            sheet.wrong(
                line,
                say("Berkas bank/%(topic)s.md tidak ada atau keliru.", topic=topic),
                mend,
                column,
            )
    found = tuple(bank[topic] for topic in blueprint.topics if topic in bank)
    if len(found) == len(blueprint.topics):
        pool = [question for each in found for question in each.questions]
        for index, short in shortages(blueprint.draw, pool):
            line, column = front.place("blueprint", "draw", index)
            text = say("Bank kekurangan %(short)s soal untuk baris ini.", short=short)
            sheet.wrong(line, text, say("Tambah soal yang cocok, atau kurangi count."), column)
    return found


class Asks(Protocol):
    """What a line of a blueprint looks at in a question."""

    @property
    def identifier(self) -> str: ...
    @property
    def competency(self) -> str | None: ...
    @property
    def level(self) -> int | None: ...
    @property
    def topic(self) -> str: ...


def shortages(draw: Sequence[DrawDeclared], pool: Sequence[Asks]) -> Iterator[tuple[int, int]]:
    """The lines that may go short, and by how many.

    Lines are filled in their order, and an earlier one may take what a later one could have had;
    so each is counted as if those before it took all that they can of what suits it.
    """
    before: list[tuple[int, set[str]]] = []
    for index, line in enumerate(draw):
        found = {each.identifier for each in pool if suits(line, each)}
        gone = sum(min(count, len(taken & found)) for count, taken in before)
        if line.count > len(found) - gone:
            yield index, line.count - (len(found) - gone)
        before.append((line.count, found))


def suits(line: DrawDeclared, question: Asks) -> bool:
    """Whether the line may draw it."""
    return all(getattr(line, name) in {None, getattr(question, name)} for name in ASKED)


def addresses_of(bank: tuple[ReadBank, ...]) -> dict[str, str]:
    """What the quiz leans on, so that it is another document when its bank is mended."""
    return {f"bank/{each.topic}.md": sha256(each.source).hexdigest() for each in bank}

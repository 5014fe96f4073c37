"""The body of a question split into stem, options with feedback, and general feedback."""

import re
from dataclasses import dataclass, field
from textwrap import dedent

from lms.catalog.reading.prose import Passage
from lms.catalog.reading.sheet import Fences, Sheet
from lms.foundation.language import Sentence, say


@dataclass(frozen=True)
class Opening:
    """How the options of a type begin, and what only nearly is such a beginning."""

    exact: re.Pattern[str]  # its groups: the mark, and what is said on the same line
    nearly: re.Pattern[str]
    mend: Sentence
    listed: bool = True  # without a list, the first line quoted by > begins the general feedback


@dataclass
class Option:
    line: int
    mark: str  # what stands in its box, or the number of a step
    said: str  # on the option's own line
    more: list[str] = field(default_factory=list)
    feedback: list[str] = field(default_factory=list)
    feedback_line: int = 0

    @property
    def right(self) -> bool:
        return self.mark in {"x", "X"}

    @property
    def text(self) -> Passage:
        more = trimmed(self.more)
        return Passage(self.line, [self.said, *dedent("\n".join(more)).split("\n")[: len(more)]])

    @property
    def comment(self) -> Passage:
        return Passage(self.feedback_line or self.line, trimmed(self.feedback))


@dataclass
class Body:
    stem: list[str] = field(default_factory=list)
    options: list[Option] = field(default_factory=list)
    general: list[str] = field(default_factory=list)
    general_line: int = 0


def split(sheet: Sheet, opening: Opening, first: int, lines: list[str]) -> Body:
    """Split the lines after a question's attributes; what fits nowhere is noted."""
    splitter = _Splitter(sheet, opening)
    for number, line in enumerate(lines, first):
        splitter.feed(number, line)
    splitter.body.stem = trimmed(splitter.body.stem)
    splitter.body.general = trimmed(splitter.body.general)
    return splitter.body


class _Splitter:
    def __init__(self, sheet: Sheet, opening: Opening) -> None:
        self.sheet, self.opening = sheet, opening
        self.body, self.fences = Body(), Fences()

    def feed(self, number: int, line: str) -> None:
        if self.body.general_line:
            self._general(number, line)
        elif self.body.options:
            self._option(number, line)
        else:
            self._stem(number, line)

    def _stem(self, number: int, line: str) -> None:
        if self.fences.hold(line):
            self.body.stem.append(line)
        elif line.startswith(">") and not self.opening.listed:
            self._begin_general(number, line)
        elif not self._opens(number, line):
            self.body.stem.append(line)

    def _opens(self, number: int, line: str) -> bool:
        """Begin an option where `line` is one, or say so where it only nearly is."""
        found = self.opening.exact.match(line)
        if found:
            self.fences = Fences()
            self.body.options.append(Option(number, found[1], (found[2] or "").strip()))
        return bool(found) or self._nearly_opens(number, line)

    def _nearly_opens(self, number: int, line: str) -> bool:
        nearly = bool(self.opening.nearly.match(line))
        if nearly:
            self.sheet.wrong(number, say("Tanda pilihan ini tidak tepat."), self.opening.mend)
        return nearly

    def _option(self, number: int, line: str) -> None:
        if not line.strip() or line[0] in " \t":
            self._inside(number, line.expandtabs(4))
        elif line.startswith(">"):
            self._begin_general(number, line)
        elif not self._opens(number, line):
            mend = say(
                "Lekukkan dua spasi bila melanjutkan pilihan, atau pindahkan ke atas pilihan."
            )
            self.sheet.wrong(number, say("Baris ini tidak termasuk pilihan mana pun."), mend)

    def _begin_general(self, number: int, line: str) -> None:
        self.body.general_line = number
        self.body.general.append(unquoted(line))

    def _inside(self, number: int, line: str) -> None:
        option = self.body.options[-1]
        in_code = not option.feedback and self.fences.hold(line.strip())
        if not in_code and line.lstrip().startswith(">"):
            option.feedback_line = option.feedback_line or number
            option.feedback.append(unquoted(line.lstrip()))
        elif not in_code and self._nearly_opens(number, line):
            return
        elif not option.feedback:
            option.more.append(line)
        elif line.strip():
            mend = say("Awali setiap baris umpan balik dengan tanda >.")
            self.sheet.wrong(number, say("Baris ini terpisah dari umpan balik di atasnya."), mend)
        else:
            option.feedback.append("")

    def _general(self, number: int, line: str) -> None:
        if line.startswith(">") or not line.strip():
            self.body.general.append(unquoted(line))
        else:
            mend = say(
                "Umpan balik umum (>) adalah bagian terakhir soal; pindahkan baris ini ke atasnya."
            )
            self.sheet.wrong(number, say("Ada teks sesudah umpan balik umum."), mend)


def unquoted(line: str) -> str:
    return line.removeprefix(">").removeprefix(" ")


def trimmed(lines: list[str]) -> list[str]:
    """Without blank lines at the end; those at the beginning keep the count of lines right."""
    while lines and not lines[-1].strip():
        lines = lines[:-1]
    return lines

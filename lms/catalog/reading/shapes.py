"""What reading a course folder gives, before anything touches the database."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import Any

from lms.foundation.language import Sentence


@dataclass(frozen=True)
class Mistake:
    """A fault in a folder: where it is, what is wrong, and how to mend it."""

    path: str  # relative to the content folder
    line: int  # from 1
    column: int  # from 1
    text: Sentence
    mend: Sentence

    def __lt__(self, other: "Mistake") -> bool:
        return self._place() < other._place()

    def _place(self) -> tuple[str, int, int, str, str]:
        return self.path, self.line, self.column, str(self.text), str(self.mend)

    def __str__(self) -> str:
        return f"{_shown(self.path)}:{self.line}:{self.column}: {self.text} {self.mend}"


def _shown(path: str) -> str:
    """A file's name may hold bytes that are no text, or a line end."""
    text = path.encode("utf-8", "backslashreplace").decode()
    return "".join(each if each.isprintable() else ascii(each)[1:-1] for each in text)


@dataclass(frozen=True)
class ReadQuestion:
    """A question as read.

    `content`:
      every type: stem (HTML), heading (the stem's first line as plain text),
        general (HTML feedback or "")
      single, multiple, truefalse: options = [{html, right: bool, feedback}], in written order
      short: accepted = [text], feedback = [HTML or "" for each of them]
      numeric: accepted = [{value, tolerance}] (floats), feedback likewise, unit = text or ""
      sjt: options = [{html, weight: 1..5, right: whether it weighs 5, feedback}]
      match: pairs = [{html: left side, right: its right side's number from 1, feedback}],
        rights = [{text (plain), feedback of one that matches nothing}]
      order: steps = [{html, feedback}], in their right order
      cloze: pieces = [HTML] of the stem around its gaps, gaps = [{type, …}], each the content of
        a small question of its own: short or numeric {accepted}, single {options: [{text, right}]}
      essay: min_words, max_words (or null), rubric and rubric_levels as an assignment's
    """

    identifier: str
    type: str
    competency: str | None
    level: int | None
    topic: str
    points: int
    source: str  # the question's own lines, byte for byte
    line: int
    content: dict[str, Any]
    bare_options: int = 0  # options without feedback


@dataclass(frozen=True)
class SurveyQuestion:
    """A question of a survey as read; its facts are what the page and the results need.

    `facts`: id, type, text (plain), optional, html (of a text, or ""),
      points = [{value, label ("" between the ends)}] of a scale, options = [text] of a choice
    """

    identifier: str
    line: int
    facts: dict[str, Any]


@dataclass(frozen=True)
class ReadMedia:
    name: str  # "media/alur.svg"
    content: bytes
    content_type: str
    digest: str  # SHA-256 of the content
    width: int | None
    height: int | None


@dataclass(frozen=True)
class ReadModule:
    """A module file as read.

    `facts` by kind:
      lesson: summary, goals [text], minutes = reading + practice, words,
              headings [[level, id, text]]
      quiz: purpose, pass_mark (0..100), time_limit (minutes or null), attempts (or null),
            wait (hours), grade, shuffle {questions, options}, feedback, minutes,
            opens, closes (ISO 8601; without a zone the site's own) and cut (a panel's slug)
            where they are said, and with cut no meaning in pass_mark,
            blueprint = null or {from: [topic], draw: [{competency, level, topic, count}]},
            where what a line of the draw does not ask is null,
            marking = {blind, second, differs, differs_percent (or null), release} of essays
      assignment: min_words, max_words, files (0..3), feedback_days, minutes, group, group_from,
            group_to, group_by (leaders or learners),
            rubric = [{behaviour, competency or null, levels: [text, text, text, text]}]
            rubric_levels = [heading of each level]
      survey: minutes, questions = [facts of each question]
      link: minutes, address, host
      file: minutes, name, digest, size (bytes), type
      session: minutes, held, starts, ends (ISO 8601; without a zone the site's own), place,
        address (or null), host, places (or null)
      scenario: minutes, reach (any or good: the end that counts), scenes = [{id, title,
        html, end ("" or good, fair, poor), choices = [{text, to (a scene's id), html}]}]
      video: minutes, words, width, height, and video, captions, poster = {name, digest, size, type}
      every kind: summary ("" where none is given)
    """

    slug: str
    kind: str
    title: str
    file_name: str
    source: bytes
    html: str
    facts: dict[str, Any]
    was: str | None = None
    questions: tuple[ReadQuestion, ...] = ()  # its own
    bank: tuple["ReadBank", ...] = ()  # what its blueprint draws from
    survey: tuple[SurveyQuestion, ...] = ()
    addresses: Mapping[str, str] = field(default_factory=dict)  # as written, and where each leads


@dataclass(frozen=True)
class ReadCourse:
    """A whole course folder as read.

    `facts`: title, summary, language, theme, jp, form, audience, prerequisites, goals,
    competencies [{code, level}], completion {require: "all" | [slugs], min_score}, authors,
    reviewed_by, review_by (ISO date or null), licence
    """

    slug: str
    source: bytes
    html: str
    facts: dict[str, Any]
    modules: tuple[ReadModule, ...]
    media: tuple[ReadMedia, ...]
    addresses: Mapping[str, str] = field(default_factory=dict)

    @property
    def bank(self) -> tuple["ReadBank", ...]:
        """The files of the bank that its quizzes draw from, each once."""
        found = {each.topic: each for module in self.modules for each in module.bank}
        return tuple(found.values())


@dataclass(frozen=True)
class ReadBank:
    """A file of `bank/`: questions that any course may draw."""

    topic: str
    title: str
    source: bytes
    questions: tuple[ReadQuestion, ...]


@dataclass
class Reading:
    """What a content folder holds, and every mistake found on the way.

    A course (or a bank file) with a mistake is not among `courses` (`bank`), so nothing that
    is listed there needs another look before it is published.
    """

    courses: list[ReadCourse] = field(default_factory=list)
    seen: list[ReadCourse] = field(default_factory=list)  # those with a mistake as well
    bank: list[ReadBank] = field(default_factory=list)
    mistakes: list[Mistake] = field(default_factory=list)
    notes: list[Mistake] = field(default_factory=list)  # worth a look, but nothing is stopped
    files: dict[PurePosixPath, bytes] = field(default_factory=dict)

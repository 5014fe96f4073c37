"""Changing the questions of a quiz one by one, whatever else happened to its file meanwhile."""

import secrets
from dataclasses import dataclass

from lms.authoring.actions.writing import Overtaken, change_apart, lock, save
from lms.authoring.models import Manuscript, ManuscriptFile
from lms.authoring.queries.asked import GoneQuestion
from lms.authoring.questions.stack import NAMED, Stack, named, stack_of
from lms.catalog.wording import wording_of
from lms.foundation.database import db
from lms.foundation.errors import NotFound

NAME = 24  # letters of the course's slug in the identifier of a question


@dataclass(frozen=True)
class Met:
    """A question as somebody saw it: where it stood, and the mark of what it said."""

    number: int
    mark: str


def new_name(course_slug: str) -> str:
    """An identifier that no question has or had."""
    return f"{course_slug[:NAME].strip('-')}-q{secrets.token_hex(4)}"


def keep_question(
    manuscript: Manuscript, file: ManuscriptFile, met: Met, text: str, by: int
) -> int:
    """Let it say this; the number that it has now. Raises Overtaken where it was changed."""
    stack, number = _find(manuscript, file, met)
    if stack.text(number) != text and not _is_alike(stack.text(number), text):
        _save(manuscript, file, stack.with_text(number, text), by)
    return number


def _is_alike(one: str, other: str) -> bool:
    """Whether the form would show the same, so that nobody touched it."""
    said = wording_of(one)
    return said is not None and said == wording_of(other)


def add_question(
    manuscript: Manuscript, file: ManuscriptFile, text: str, by: int, number: int = 0
) -> int:
    """One more, at the end unless a number is given; raises Overtaken."""
    stack = _fresh(manuscript, file)
    number = number or len(stack.questions) + 1
    _save(manuscript, file, stack.with_new(number, text), by)
    return min(number, len(stack.questions) + 1)


def move_question(
    manuscript: Manuscript, file: ManuscriptFile, met: Met, places: int, by: int
) -> None:
    stack, number = _find(manuscript, file, met)
    _save(manuscript, file, stack.moved(number, places), by)


def copy_question(
    manuscript: Manuscript, file: ManuscriptFile, met: Met, name: str, by: int
) -> int:
    """The same below it, by another identifier."""
    stack, number = _find(manuscript, file, met)
    text = NAMED.sub(name, stack.text(number), count=1)
    _save(manuscript, file, stack.with_new(number + 1, text), by)
    return number + 1


def remove_question(manuscript: Manuscript, file: ManuscriptFile, met: Met, by: int) -> None:
    """Take it out; what the file was before stays in the history, and so does the question."""
    stack, number = _find(manuscript, file, met)
    change_apart(manuscript, file, by, stack.without(number).source)


def bring_question_back(
    manuscript: Manuscript, file: ManuscriptFile, gone: GoneQuestion, by: int
) -> None:
    """Where it stood, with what it said; raises NotFound where it is there."""
    stack = _fresh(manuscript, file)
    if any(named(each) == named(gone.text) for each in stack.questions):
        raise NotFound
    _save(manuscript, file, stack.with_new(gone.number, gone.text), by)


def _find(manuscript: Manuscript, file: ManuscriptFile, met: Met) -> tuple[Stack, int]:
    stack = _fresh(manuscript, file)
    number = stack.find(met.number, met.mark)
    if number is None:
        raise Overtaken(file)
    return stack, number


def _fresh(manuscript: Manuscript, file: ManuscriptFile) -> Stack:
    lock(manuscript)
    db.session.refresh(file)
    if file.gone or file.source is None:
        raise NotFound
    return stack_of(file.source)


def _save(manuscript: Manuscript, file: ManuscriptFile, stack: Stack, by: int) -> None:
    save(manuscript, file.id, file.version, stack.source, by)

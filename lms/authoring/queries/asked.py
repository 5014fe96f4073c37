"""Questions that a quiz had and has no more."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from lms.authoring.models import ManuscriptEdit, ManuscriptFile
from lms.authoring.questions.stack import mark_of, named, stack_of
from lms.foundation.database import db

LATELY = 20  # edits that are looked through


@dataclass(frozen=True)
class GoneQuestion:
    number: int  # where it stood
    text: str
    at: datetime  # when it was last there

    @property
    def mark(self) -> str:
        return mark_of(self.text)


def gone_questions(file: ManuscriptFile) -> list[GoneQuestion]:
    """Each as it was last, the one that went last first."""
    present = {named(each) for each in stack_of(file.source or b"").questions}
    found: dict[str, GoneQuestion] = {}
    for each in _once(file):
        found.setdefault(named(each.text), each)
    return [each for name, each in found.items() if name not in present]


def _once(file: ManuscriptFile) -> Iterator[GoneQuestion]:
    wanted = select(ManuscriptEdit.source, ManuscriptEdit.at).where(
        ManuscriptEdit.file_id == file.id, ManuscriptEdit.source.is_not(None)
    )
    for source, at in db.session.execute(
        wanted.order_by(ManuscriptEdit.number.desc()).limit(LATELY)
    ):
        stack = stack_of(source or b"")
        for number in range(1, len(stack.questions) + 1):
            yield GoneQuestion(number, stack.text(number), at)

"""Remarks on a paragraph or a question, answers to them, and their settling."""

from dataclasses import dataclass

from sqlalchemy import select

from lms.authoring.actions.writing import lock
from lms.authoring.models import Manuscript, ManuscriptFile, Remark, RemarkSettling
from lms.authoring.queries import is_settled
from lms.foundation import clock
from lms.foundation.database import db


@dataclass(frozen=True)
class Anchor:
    """What a remark is on: a paragraph by its number, a question, or (number 0) all of it."""

    file: ManuscriptFile
    number: int
    quote: str
    question: str | None = None


def remark(manuscript: Manuscript, at: Anchor, text: str, by: int, key: str) -> Remark:
    """Sent twice with one key, it is said once."""
    lock(manuscript)
    return _said(by, key) or _say(
        Remark(
            file_id=at.file.id,
            version=at.file.version,
            position=at.number,
            question=at.question,
            quote=at.quote,
            text=text,
            person_id=by,
            key=key,
            at=clock.now(),
        )
    )


def answer(manuscript: Manuscript, first: Remark, text: str, by: int, key: str) -> Remark:
    lock(manuscript)
    return _said(by, key) or _say(
        Remark(
            file_id=first.file_id,
            first_id=first.id,
            version=first.version,
            position=first.position,
            question=first.question,
            quote=first.quote,
            text=text,
            person_id=by,
            key=key,
            at=clock.now(),
        )
    )


def _said(by: int, key: str) -> Remark | None:
    return db.session.scalar(select(Remark).where(Remark.person_id == by, Remark.key == key))


def _say(said: Remark) -> Remark:
    db.session.add(said)
    db.session.flush()
    return said


def settle(manuscript: Manuscript, first: Remark, by: int, *, settled: bool) -> None:
    """Asked again, it changes nothing."""
    lock(manuscript)
    if is_settled(first.id) != settled:
        db.session.add(
            RemarkSettling(remark_id=first.id, settled=settled, person_id=by, at=clock.now())
        )
        db.session.flush()

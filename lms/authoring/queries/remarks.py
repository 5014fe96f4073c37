"""What was said of the modules of a manuscript, thread by thread."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import func, select

from lms.authoring.models import ManuscriptFile, Remark, RemarkSettling
from lms.foundation.database import db
from lms.foundation.errors import NotFound


@dataclass(frozen=True)
class Strand:
    """A remark with its answers, and who settled it."""

    first: Remark
    answers: Sequence[Remark]
    settled_by: int | None

    @property
    def said(self) -> list[Remark]:
        return [self.first, *self.answers]


def strands(manuscript_id: int) -> list[Strand]:
    """Of all its files, those that were taken out as well; the oldest first."""
    wanted = (
        select(Remark)
        .join(ManuscriptFile, ManuscriptFile.id == Remark.file_id)
        .where(ManuscriptFile.manuscript_id == manuscript_id)
        .order_by(Remark.id)
    )
    said = db.session.scalars(wanted).all()
    answers: dict[int, list[Remark]] = defaultdict(list)
    for each in said:
        if each.first_id is not None:
            answers[each.first_id].append(each)
    settled = _settled(manuscript_id) if said else {}
    return [
        Strand(each, answers[each.id], settled.get(each.id))
        for each in said
        if each.first_id is None
    ]


def _settled(manuscript_id: int) -> dict[int, int]:
    """Who settled which remark, of those that were not opened again."""
    last = (
        select(func.max(RemarkSettling.id))
        .join(Remark, Remark.id == RemarkSettling.remark_id)
        .join(ManuscriptFile, ManuscriptFile.id == Remark.file_id)
        .where(ManuscriptFile.manuscript_id == manuscript_id)
        .group_by(RemarkSettling.remark_id)
    )
    wanted = select(RemarkSettling).where(
        RemarkSettling.id.in_(last), RemarkSettling.settled.is_(True)
    )
    return {each.remark_id: each.person_id for each in db.session.scalars(wanted)}


def first_remark(manuscript_id: int, remark_id: int) -> Remark:
    """That begins a thread of this manuscript; raises NotFound."""
    wanted = (
        select(Remark)
        .join(ManuscriptFile, ManuscriptFile.id == Remark.file_id)
        .where(
            ManuscriptFile.manuscript_id == manuscript_id,
            *(Remark.id == remark_id, Remark.first_id.is_(None)),
        )
    )
    found = db.session.scalar(wanted)
    if found is None:
        raise NotFound
    return found


def is_settled(remark_id: int) -> bool:
    wanted = select(RemarkSettling.settled).where(RemarkSettling.remark_id == remark_id)
    return bool(db.session.scalar(wanted.order_by(RemarkSettling.id.desc()).limit(1)))

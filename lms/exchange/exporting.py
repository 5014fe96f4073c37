"""Questions taken along: those of a topic or of a course's quizzes, as a file of another system."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, select

from lms.catalog.models import BankTopic, Course, Document, QuestionPlace, QuestionVersion
from lms.exchange.checking import front
from lms.exchange.formats import WRITERS
from lms.exchange.items import Item, Unfit
from lms.exchange.stored import item_of
from lms.exchange.writers import gift
from lms.foundation.database import db, rows
from lms.foundation.errors import NotFound
from lms.foundation.language import say


@dataclass(frozen=True)
class Exported:
    """A file, and the questions that it could not hold, each with the reason."""

    content: bytes
    count: int
    left_out: tuple[tuple[str, str], ...] = ()


def topic(slug: str, form: str) -> Exported:
    """Every question of a topic; raises NotFound."""
    wanted = select(BankTopic.id, Document.source).join(
        Document, Document.digest == BankTopic.document_digest
    )
    found = rows(wanted.where(BankTopic.slug == slug))
    if not found:
        raise NotFound(say("Tidak ada topik %(topic)s di bank soal.", topic=slug))
    topic_id, source = found[0]
    versions = _versions(QuestionPlace.topic_id == topic_id)
    if form == "markdown":  # byte for byte as it came
        return Exported(source, len(versions))
    return _written(versions, form)


def course(slug: str, form: str) -> Exported:
    """Every question that stands in the course's own quizzes; raises NotFound."""
    course_id = db.session.scalar(select(Course.id).where(Course.slug == slug))
    if course_id is None:
        raise NotFound(say("Tidak ada kursus bernama %(slug)s.", slug=slug))
    versions = _versions(QuestionPlace.course_id == course_id)
    if form == "markdown":
        text = "\n".join(each.source.strip("\r\n") + "\n" for each in versions)
        return Exported(f"{front(slug)}\n{text}".encode(), len(versions))
    return _written(versions, form)


def _versions(here: ColumnElement[bool]) -> Sequence[QuestionVersion]:
    wanted = (
        select(QuestionVersion)
        .join(QuestionPlace, QuestionPlace.digest == QuestionVersion.digest)
        .where(here)
        .order_by(QuestionPlace.module_slug, QuestionPlace.position)
    )
    return db.session.scalars(wanted).all()


def _written(versions: Sequence[QuestionVersion], form: str) -> Exported:
    items: list[Item] = []
    left_out: list[tuple[str, str]] = []
    for version in versions:
        try:
            item = item_of(version)
            if form == "gift":
                gift.question(item)
            items.append(item)
        except Unfit as unfit:
            left_out.append((version.key.partition("#")[2], str(unfit.reason)))
    return Exported(WRITERS[form](items), len(items), tuple(left_out))

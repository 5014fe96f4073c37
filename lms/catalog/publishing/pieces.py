"""Documents, question versions and media: written once, shared by revisions, never changed."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import InstrumentedAttribute

from lms.catalog.models import Document, QuestionVersion
from lms.catalog.publishing.digests import (
    BANK,
    bank_digest,
    course_digest,
    module_digest,
    question_digest,
    question_key,
)
from lms.catalog.reading.shapes import ReadBank, ReadCourse, ReadModule, ReadQuestion
from lms.foundation.database import db
from lms.foundation.files import store


def write_pieces(course: ReadCourse) -> None:
    """Write what no earlier revision has brought."""
    documents = {course_digest(course): _course_document(course)}
    for module in course.modules:
        documents[module_digest(course, module)] = _module_document(course, module)
    documents |= {bank_digest(each): _bank_document(each) for each in course.bank}
    missing = _missing(Document.digest, documents)
    db.session.add_all(documents[digest] for digest in missing)
    _write_questions(course, missing)
    for media in course.media:
        store().put(media.content)
    db.session.flush()


def write_bank(bank: ReadBank) -> list[str]:
    """Write a file of the bank with its questions; answers the digests of their versions."""
    if db.session.get(Document, bank_digest(bank)) is None:
        db.session.add(_bank_document(bank))
    versions = {question_digest(BANK, each): _version(BANK, each) for each in bank.questions}
    missing = _missing(QuestionVersion.digest, versions)
    db.session.add_all(versions[digest] for digest in missing)
    db.session.flush()
    return [question_digest(BANK, each) for each in bank.questions]


def _course_document(course: ReadCourse) -> Document:
    return Document(
        digest=course_digest(course),
        kind="course",
        source=course.source,
        html=course.html,
        facts=course.facts,
    )


def _module_document(course: ReadCourse, module: ReadModule) -> Document:
    facts: dict[str, Any] = {"title": module.title, **module.facts}
    if module.kind == "quiz":
        facts["questions"] = [question_digest(*each) for each in _asked(course, module)]
        facts["bank"] = {each.topic: bank_digest(each) for each in module.bank}
    return Document(
        digest=module_digest(course, module),
        kind=module.kind,
        source=module.source,
        html=module.html,
        facts=facts,
    )


def _bank_document(bank: ReadBank) -> Document:
    digest, facts = bank_digest(bank), {"title": bank.title, "topic": bank.topic}
    return Document(digest=digest, kind="bank", source=bank.source, html="", facts=facts)


def _asked(course: ReadCourse, module: ReadModule) -> list[tuple[str, ReadQuestion]]:
    """The quiz's own questions, or all that it may draw, each with its owner."""
    drawn = [(BANK, question) for each in module.bank for question in each.questions]
    return drawn or [(course.slug, question) for question in module.questions]


def _write_questions(course: ReadCourse, documents: set[str]) -> None:
    """Only those of documents that are new: an old one keeps the versions it points to."""
    versions = {
        question_digest(owner, question): _version(owner, question)
        for module in course.modules
        if module_digest(course, module) in documents
        for owner, question in _asked(course, module)
    }
    missing = _missing(QuestionVersion.digest, versions)
    db.session.add_all(versions[digest] for digest in missing)


def _version(owner: str, question: ReadQuestion) -> QuestionVersion:
    return QuestionVersion(
        digest=question_digest(owner, question),
        key=question_key(owner, question),
        type=question.type,
        competency_code=question.competency,
        level=question.level,
        topic=question.topic,
        points=question.points,
        source=question.source,
        content=question.content,
    )


def _missing(column: InstrumentedAttribute[str], digests: Iterable[str]) -> set[str]:
    wanted = set(digests)
    return wanted - set(db.session.scalars(select(column).where(column.in_(wanted))))

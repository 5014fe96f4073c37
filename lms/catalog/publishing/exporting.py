"""The current revision as a folder again, byte for byte."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import NoReturn

from sqlalchemy import select

from lms.catalog.models import BankTopic, Course, Document, RevisionModule
from lms.catalog.queries import files_of
from lms.foundation.database import db
from lms.foundation.errors import Conflict, NotFound
from lms.foundation.files import store
from lms.foundation.language import say


def export(course: Course, folder: Path) -> Path:
    """Write the course's current revision to a new folder of its slug, and answer that folder.

    Raises NotFound where nothing is published, Conflict where the folder holds something.
    """
    if course.revision_id is None:
        raise NotFound(say("Kursus %(slug)s belum diterbitkan.", slug=course.slug))
    there = folder / course.slug
    if there.exists() and (not there.is_dir() or any(there.iterdir())):
        _refuse(there)
    _export_bank(course.revision_id, folder)
    part = folder / f".{course.slug}.part"  # nobody mistakes half an export for a course
    shutil.rmtree(part, ignore_errors=True)
    part.mkdir(parents=True)
    for name, content in _files(course.revision_id):
        _write(part, name, content)
    if there.exists():
        there.rmdir()
    return part.rename(there)


def export_bank(folder: Path) -> Iterator[Path]:
    """Write every topic of the bank as it is now, and answer the files.

    Raises Conflict where a file says something else, before that file is touched.
    """
    now = select(BankTopic.slug, Document.source).join(
        Document, Document.digest == BankTopic.document_digest
    )
    for topic, content in db.session.execute(now.order_by(BankTopic.slug)):
        yield _write_topic(folder, topic, content)


def _export_bank(revision_id: int, folder: Path) -> None:
    """The files of the bank as this revision draws from them.

    Raises Conflict where another course, or somebody's hand, left something else there.
    """
    for topic, content in _banks(revision_id):
        _write_topic(folder, topic, content)


def _write_topic(folder: Path, topic: str, content: bytes) -> Path:
    there = folder / "bank" / f"{topic}.md"
    if there.exists() and there.read_bytes() != content:
        _refuse(there)
    _write(folder, f"bank/{topic}.md", content)
    return there


def _banks(revision_id: int) -> Iterator[tuple[str, bytes]]:
    quizzes = (
        select(Document.facts)
        .join(RevisionModule, RevisionModule.document_digest == Document.digest)
        .where(RevisionModule.revision_id == revision_id, Document.kind == "quiz")
    )
    for facts in db.session.scalars(quizzes).all():
        for topic, digest in facts.get("bank", {}).items():
            yield topic, db.session.get_one(Document, digest).source


def _refuse(there: Path) -> NoReturn:
    raise Conflict(say("Folder %(there)s sudah berisi. Pilih folder lain.", there=there))


def _write(folder: Path, name: str, content: bytes) -> None:
    path = folder / name
    if not path.resolve().is_relative_to(folder.resolve()):
        raise ValueError(f"{name} leads out of the course's folder")
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)


def _files(revision_id: int) -> Iterator[tuple[str, bytes]]:
    for each in files_of(revision_id):
        yield each.name, store().get(each.digest) if each.digest else each.source or b""

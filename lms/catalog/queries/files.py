"""The files of a revision, as the folder held them that it was published from."""

from collections.abc import Iterator
from dataclasses import dataclass

from blinker import Signal
from sqlalchemy import select

from lms.catalog.models import Document, Revision, RevisionMedia, RevisionModule
from lms.foundation.database import db, rows

ABOUT = "course.md"

# Asked with a digest and a `name` that no revision shows: a room where it is shown answers its type
# to those who may see it there.
media_asked = Signal()


@dataclass(frozen=True)
class Kept:
    """A file by its name in the course's folder: a text with its source, or media by digest."""

    name: str
    source: bytes | None = None
    digest: str | None = None


def files_of(revision_id: int) -> Iterator[Kept]:
    about = select(Document.source).join(Revision, Revision.document_digest == Document.digest)
    for (source,) in rows(about.where(Revision.id == revision_id)):
        yield Kept(ABOUT, source)
    modules = (
        select(RevisionModule.file_name, Document.source)
        .join(Document, Document.digest == RevisionModule.document_digest)
        .where(RevisionModule.revision_id == revision_id)
    )
    for name, source in rows(modules.order_by(RevisionModule.position)):
        yield Kept(name, source)
    media = select(RevisionMedia.name, RevisionMedia.file_digest)
    for name, digest in rows(media.where(RevisionMedia.revision_id == revision_id)):
        yield Kept(name, digest=digest)


def media_type(digest: str, name: str) -> str | None:
    """The type of a file that some revision shows under this name, or an upper room answers for."""
    return _media_type(digest, name) or next(
        (told for _, told in media_asked.send(digest, name=name) if told), None
    )


def _media_type(digest: str, name: str) -> str | None:
    return db.session.scalar(
        select(RevisionMedia.content_type)
        .where(RevisionMedia.file_digest == digest, RevisionMedia.name == f"media/{name}")
        .limit(1)
    )

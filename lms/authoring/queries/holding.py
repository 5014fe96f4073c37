"""The files of a manuscript, and what each was before."""

import zlib
from collections.abc import Iterator, Sequence

from sqlalchemy import select

from lms.authoring.models import Manuscript, ManuscriptEdit, ManuscriptFile, ManuscriptVersion
from lms.catalog.reading.grammar import MODULE
from lms.foundation.database import db
from lms.foundation.errors import NotFound

LOOKED_THROUGH = 50  # versions


def files(manuscript_id: int) -> Sequence[ManuscriptFile]:
    """Those that are there, by path."""
    return _files(manuscript_id, gone=False)


def files_now(manuscript_id: int) -> Sequence[ManuscriptFile]:
    """The same, read once more by whoever holds the lock."""
    wanted = select(ManuscriptFile).where(
        ManuscriptFile.manuscript_id == manuscript_id, ManuscriptFile.gone.is_(False)
    )
    return db.session.scalars(wanted.execution_options(populate_existing=True)).all()


def gone_files(manuscript_id: int) -> Sequence[ManuscriptFile]:
    """Those that were taken out, the last one first."""
    found = _files(manuscript_id, gone=True)
    return sorted(found, key=lambda each: each.changed_at, reverse=True)


def _files(manuscript_id: int, *, gone: bool) -> Sequence[ManuscriptFile]:
    wanted = select(ManuscriptFile).where(
        ManuscriptFile.manuscript_id == manuscript_id, ManuscriptFile.gone.is_(gone)
    )
    return db.session.scalars(wanted.order_by(ManuscriptFile.path)).all()


def file_at(manuscript_id: int, path: str) -> ManuscriptFile:
    """Raises NotFound."""
    wanted = select(ManuscriptFile).where(
        ManuscriptFile.manuscript_id == manuscript_id,
        ManuscriptFile.path == path,
        ManuscriptFile.gone.is_(False),
    )
    found = db.session.scalar(wanted)
    if found is None:
        raise NotFound
    return found


def edits(file_id: int) -> Sequence[ManuscriptEdit]:
    """The history of one file, the oldest first."""
    wanted = select(ManuscriptEdit).where(ManuscriptEdit.file_id == file_id)
    return db.session.scalars(wanted.order_by(ManuscriptEdit.number)).all()


def version_of(file_id: int, number: int) -> bytes | None:
    """The text that it had as this version; None for what was let go since."""
    packed = db.session.scalar(
        select(ManuscriptVersion.packed).where(
            ManuscriptVersion.file_id == file_id, ManuscriptVersion.number == number
        )
    )
    return zlib.decompress(packed) if packed is not None else None


def versions(file_id: int) -> Iterator[bytes]:
    """The texts that it had lately, the last one first."""
    wanted = select(ManuscriptVersion.packed).where(ManuscriptVersion.file_id == file_id)
    latest = wanted.order_by(ManuscriptVersion.number.desc()).limit(LOOKED_THROUGH)
    yield from map(zlib.decompress, db.session.scalars(latest))


def once_at(manuscript_id: int, slug: str) -> int | None:
    """The module file that last had this slug, so that pages open under its old name stay good."""
    wanted = (
        select(ManuscriptEdit.file_id, ManuscriptEdit.path)
        .join(ManuscriptFile, ManuscriptFile.id == ManuscriptEdit.file_id)
        .where(
            *(ManuscriptFile.manuscript_id == manuscript_id, ManuscriptFile.gone.is_(False)),
            ManuscriptEdit.path.contains(f"-{slug}.", autoescape=True),
        )
    )
    for file_id, path in db.session.execute(wanted.order_by(ManuscriptEdit.id.desc())):
        named = MODULE.fullmatch(path)
        if named and named["slug"] == slug:
            return int(file_id)
    return None


def media_held(digest: str, name: str) -> Sequence[tuple[int, str]]:
    """The agency and the course of each open or past manuscript that holds this file."""
    wanted = (
        select(Manuscript.agency_id, Manuscript.course_slug)
        .join(ManuscriptFile, ManuscriptFile.manuscript_id == Manuscript.id)
        .where(ManuscriptFile.file_digest == digest, ManuscriptFile.path == f"media/{name}")
        .distinct()
    )
    return [(each[0], each[1]) for each in db.session.execute(wanted)]

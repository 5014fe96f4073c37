"""The texts that a file had, kept a while for whoever is still writing on top of one."""

import zlib
from datetime import timedelta

from sqlalchemy import delete, or_, select

from lms.authoring.models import Manuscript, ManuscriptFile, ManuscriptVersion
from lms.foundation import clock
from lms.foundation.database import db

KEPT, MOST = timedelta(days=3), 300  # a writer who never rests makes four a minute


def keep_version(file: ManuscriptFile) -> None:
    """Before its text is replaced; the caller holds the lock."""
    if file.source is None:
        return
    kept = ManuscriptVersion(file_id=file.id, number=file.version, at=clock.now())
    kept.packed = zlib.compress(file.source)
    db.session.add(kept)
    old = or_(
        ManuscriptVersion.number <= file.version - MOST,
        ManuscriptVersion.at < clock.now() - KEPT,
    )
    db.session.execute(delete(ManuscriptVersion).where(ManuscriptVersion.file_id == file.id, old))


def forget_versions(manuscript: Manuscript) -> None:
    """Nobody writes on top of what is over."""
    files = select(ManuscriptFile.id).where(ManuscriptFile.manuscript_id == manuscript.id)
    db.session.execute(delete(ManuscriptVersion).where(ManuscriptVersion.file_id.in_(files)))

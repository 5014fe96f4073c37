"""Changing the files of a manuscript. Nothing is overwritten that its writer has not seen."""

from datetime import timedelta

from sqlalchemy import select

from lms.authoring import front
from lms.authoring.actions.stepping import write_again
from lms.authoring.actions.versions import keep_version
from lms.authoring.models import OVER, Manuscript, ManuscriptEdit, ManuscriptFile
from lms.authoring.queries import edits, files
from lms.catalog.queries import ABOUT
from lms.foundation import clock
from lms.foundation.database import db
from lms.foundation.errors import Conflict, NotFound
from lms.foundation.language import say

ONE_SITTING = timedelta(minutes=10)  # what one person saves within it is one edit
NOT_OPEN = say("Naskah ini sudah diterbitkan atau dibuang, jadi tidak dapat diubah lagi.")


class Overtaken(Conflict):
    """Somebody else saved this file since it was opened; `file` is as they left it."""

    def __init__(self, file: ManuscriptFile) -> None:
        super().__init__(say("Bagian ini sudah diubah orang lain sejak Anda membukanya."))
        self.file = file


def lock(manuscript: Manuscript) -> Manuscript:
    """Let nobody else change it until this transaction ends; raises Conflict where it is over."""
    wanted = select(Manuscript).where(Manuscript.id == manuscript.id).with_for_update()
    held = db.session.scalars(wanted.execution_options(populate_existing=True)).one()
    if held.state in OVER:
        raise Conflict(NOT_OPEN)
    return held


def save(  # noqa: PLR0913  who saves what on top of what
    manuscript: Manuscript,
    file_id: int,
    version: int,
    source: bytes,
    by: int,
    *,
    apart: bool = False,
) -> ManuscriptFile:
    """Keep a text that was written on top of `version`; raises Overtaken where that is old.

    `apart`, it is an edit of its own, so that what it takes out is found in the history.
    """
    file = find_file(lock(manuscript), file_id)
    if file.source == source and not file.gone:
        return file
    if file.version != version or file.gone:
        raise Overtaken(file)
    (change_apart if apart else change)(manuscript, file, by, source)
    return file


def add_file(
    manuscript: Manuscript,
    path: str,
    by: int,
    *,
    source: bytes | None = None,
    digest: str | None = None,
) -> ManuscriptFile:
    """A new file; raises Conflict where one of this path is there."""
    held = lock(manuscript)
    if any(each.path == path for each in files(held.id)):
        raise Conflict(say("Berkas %(path)s sudah ada.", path=path))
    file = ManuscriptFile(
        manuscript_id=held.id,
        path=path,
        source=source,
        file_digest=digest,
        changed_at=clock.now(),
        changed_by=by,
    )
    db.session.add(file)
    db.session.flush()
    _note(file, by)
    held.changed_at = file.changed_at
    write_again(held, by)
    db.session.flush()
    return file


def remove(manuscript: Manuscript, file_id: int, by: int) -> None:
    """Take a file out; its text stays in the history, and `arranging.bring_back` undoes it."""
    file = find_file(lock(manuscript), file_id)
    if not file.gone:
        change(manuscript, file, by, gone=True)


def restore_edit(manuscript: Manuscript, file_id: int, number: int, by: int) -> ManuscriptFile:
    """Make an earlier text the present one again; what was written since stays in the history."""
    file = find_file(lock(manuscript), file_id)
    past = next((each for each in edits(file.id) if each.number == number), None)
    if past is None or past.source is None:
        raise NotFound
    if file.gone:
        raise Overtaken(file)
    if past.source != file.source:
        change(manuscript, file, by, past.source)
    return file


def move_to(manuscript: Manuscript, file: ManuscriptFile, path: str, by: int) -> None:
    """Give a file another path, its text as it is; the caller holds the lock."""
    file.path = path
    file.changed_at, file.changed_by = clock.now(), by
    manuscript.changed_at = file.changed_at
    write_again(manuscript, by)
    db.session.flush()


def find_file(manuscript: Manuscript, file_id: int) -> ManuscriptFile:
    """There or gone; raises NotFound for one of another manuscript."""
    file = db.session.get(ManuscriptFile, file_id, populate_existing=True)
    if file is None or file.manuscript_id != manuscript.id:
        raise NotFound
    return file


def change(
    manuscript: Manuscript,
    file: ManuscriptFile,
    by: int,
    content: bytes | str | None = None,
    *,
    gone: bool = False,
) -> None:
    """Give a file its next version and tell the history; the caller holds the lock.

    The content is a text's source or the digest of media; without one it stays as it was.
    """
    if file.version == 1 and not edits(file.id):
        _note(file, None)  # as the base had it, before the first change is told
    keep_version(file)
    if isinstance(content, str):
        file.file_digest = content
    elif content is not None:
        file.source = content
    file.gone = gone
    file.version += 1
    file.changed_at, file.changed_by = clock.now(), by
    manuscript.changed_at = file.changed_at
    if file.path == ABOUT and file.source is not None:
        manuscript.title = front.title_of(file.source) or manuscript.title
    _note(file, by)
    write_again(manuscript, by)
    db.session.flush()


def change_apart(manuscript: Manuscript, file: ManuscriptFile, by: int, source: bytes) -> None:
    """As an edit of its own, so that the history keeps what the file said until now."""
    past = edits(file.id)
    if past and _is_same_sitting(past[-1], file, by):
        keep_version(file)
        file.version, file.changed_at = file.version + 1, clock.now()
        _begin(file, by)
        db.session.flush()
    change(manuscript, file, by, source)


def _note(file: ManuscriptFile, by: int | None) -> None:
    """Tell the history; a person's saves within one sitting are one edit, of the latest text."""
    past = edits(file.id)
    last = past[-1] if past else None
    if last and _is_same_sitting(last, file, by):
        last.number, last.source, last.at = file.version, file.source, file.changed_at
        return
    _begin(file, by)


def _begin(file: ManuscriptFile, by: int | None) -> None:
    db.session.add(
        ManuscriptEdit(
            file_id=file.id,
            number=file.version,
            path=file.path,
            source=file.source,
            file_digest=file.file_digest,
            gone=file.gone,
            person_id=by,
            begun_at=file.changed_at,
            at=file.changed_at,
        )
    )


def _is_same_sitting(last: ManuscriptEdit, file: ManuscriptFile, by: int | None) -> bool:
    return (
        last.person_id == by
        and by is not None
        and file.changed_at - last.begun_at < ONE_SITTING
        and (last.gone, last.path) == (file.gone, file.path)
    )

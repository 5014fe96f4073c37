"""What a folder would overwrite that was changed in the browser since a folder last held it."""

from collections.abc import Iterable

from sqlalchemy import or_, select

from lms.catalog.models import Course, Origin, Revision
from lms.catalog.queries import ABOUT, files_of
from lms.catalog.reading.shapes import ReadCourse
from lms.foundation.database import db

Contents = dict[str, bytes | str | None]  # by file name: a text's source, or the digest of media


def hold(slugs: Iterable[str]) -> None:
    """Let nobody else publish these courses until this transaction ends.

    What is then asked about them still holds when they are published.
    """
    wanted = select(Course).where(Course.slug.in_(sorted(slugs))).order_by(Course.slug)
    alone = wanted.with_for_update(key_share=True)
    db.session.scalars(alone.execution_options(populate_existing=True)).all()


def overwritten(course: ReadCourse) -> list[str]:
    """Files that the folder has otherwise than they are now, though no folder made them so.

    A file that only folders changed is the folder's to change again; one that was changed in the
    browser must come in as it stands, or the folder's author has not seen it.
    """
    now = db.session.scalar(select(Course.revision_id).where(Course.slug == course.slug))
    last = _last_in_a_folder(course.slug)
    if now is None or now == last:
        return []
    current, before, brought = _held(now), _held(last), _brought(course)
    beside = (name for name in current | before if current.get(name) != before.get(name))
    return sorted(name for name in beside if brought.get(name) != current.get(name))


def _last_in_a_folder(slug: str) -> int | None:
    wanted = (
        select(Revision.id)
        .join(Course, Course.id == Revision.course_id)
        .where(Course.slug == slug, or_(Revision.origin == Origin.FOLDER, Revision.in_folder))
    )
    return db.session.scalar(wanted.order_by(Revision.number.desc()).limit(1))


def _held(revision_id: int | None) -> Contents:
    held = files_of(revision_id) if revision_id else ()
    return {each.name: each.digest or each.source for each in held}


def _brought(course: ReadCourse) -> Contents:
    modules = {each.file_name: each.source for each in course.modules}
    return {ABOUT: course.source, **modules, **{each.name: each.digest for each in course.media}}

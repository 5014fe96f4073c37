"""What is different between the revision that was current and the one that is to be."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from sqlalchemy import select

from lms.catalog.models import Revision, RevisionModule
from lms.catalog.publishing.digests import course_digest, module_digest
from lms.catalog.reading.shapes import ReadCourse
from lms.foundation.database import db


@dataclass(frozen=True)
class Differences:
    """Slugs of modules, each in the order of the course."""

    new: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    moved: list[str] = field(default_factory=list)  # the same text under another file name
    removed: list[str] = field(default_factory=list)
    renamed: dict[str, str] = field(default_factory=dict)  # old slug to new
    about: bool = False  # course.md itself


def differences(course: ReadCourse, before: Revision | None) -> Differences:
    """What publishing `course` changes for those who read revision `before`."""
    old = _modules(before) if before else {}
    renamed = {each.was: each.slug for each in course.modules if each.was and each.was in old}
    came_from = {new: old_slug for old_slug, new in renamed.items()}
    found = Differences(renamed=renamed)
    for module in course.modules:
        known = old.get(came_from.get(module.slug, module.slug))
        if known is None:
            found.new.append(module.slug)
        elif known.document_digest != module_digest(course, module):
            found.changed.append(module.slug)
        elif known.file_name != module.file_name:
            found.moved.append(module.slug)
    stay = {module.slug for module in course.modules} | set(renamed)
    found.removed.extend(slug for slug in old if slug not in stay)
    about = before.document_digest != course_digest(course) if before else False
    return replace(found, about=about)


def _modules(revision: Revision) -> Mapping[str, RevisionModule]:
    found = db.session.scalars(
        select(RevisionModule)
        .where(RevisionModule.revision_id == revision.id)
        .order_by(RevisionModule.position)
    )
    return {module.slug: module for module in found}

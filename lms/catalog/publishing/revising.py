"""A course that was read becomes the current revision."""

from dataclasses import asdict, dataclass
from datetime import date

from sqlalchemy import delete, func, select, update

from lms.catalog.actions.courses import modules_renamed, revision_made
from lms.catalog.models import (
    Course,
    CourseCompetency,
    Origin,
    Renaming,
    Revision,
    RevisionMedia,
    RevisionModule,
)
from lms.catalog.publishing.differences import Differences, differences
from lms.catalog.publishing.digests import course_digest, module_digest, revision_digest
from lms.catalog.publishing.indexing import index
from lms.catalog.publishing.pieces import write_pieces
from lms.catalog.publishing.standing import check_standing
from lms.catalog.publishing.uses import keep_course
from lms.catalog.reading.shapes import ReadCourse
from lms.foundation import clock
from lms.foundation.audit import audit
from lms.foundation.database import db
from lms.foundation.errors import Conflict
from lms.foundation.language import say


@dataclass(frozen=True)
class Published:
    """The revision that is current now, and what it changed."""

    course_id: int
    slug: str
    revision_id: int
    number: int
    changes: Differences | None  # none: the same folder was published before


def publish(
    course: ReadCourse,
    owner_agency_id: int,
    by: int | None,
    note: str = "",
    origin: Origin = Origin.FOLDER,
) -> Published:
    """Make `course` the current revision, in the caller's transaction.

    Publishing what is current already changes nothing. Raises Invalid where a competency or a
    form of development is unknown, Conflict where another agency owns the course or a topic of the
    bank, or where that topic was changed by an import since.
    """
    check_standing(course)
    owned = _course(course, owner_agency_id)
    before = db.session.get(Revision, owned.revision_id) if owned.revision_id else None
    write_pieces(course)
    keep_course(course, owned, by, origin)
    if before and before.digest == revision_digest(course):
        before.in_folder = before.in_folder or origin == Origin.FOLDER
        return Published(owned.id, owned.slug, before.id, before.number, None)
    changes = differences(course, before)
    revision = _revision(course, owned, by, note)
    revision.origin = origin
    _make_current(revision, course, owned)
    told = asdict(changes) | {"revision": revision.number}
    audit("published", "course", owned.id, actor_id=by, agency_id=owned.agency_id, **told)
    db.session.flush()
    return Published(owned.id, owned.slug, revision.id, revision.number, changes)


def _make_current(revision: Revision, course: ReadCourse, owned: Course) -> None:
    """Tell the rooms above, which may refuse it, and what finds and lists the course."""
    revision_made.send(revision)
    _rename(course, owned.id)
    modules_renamed.send(owned.id, renamed={it.was: it.slug for it in course.modules if it.was})
    _describe(owned, course)
    owned.revision_id = revision.id
    db.session.flush()
    index(owned.id)


def _course(course: ReadCourse, owner_agency_id: int) -> Course:
    # Locked, so that two who publish at once get two numbers.
    alone = select(Course).where(Course.slug == course.slug).with_for_update()
    owned = db.session.scalar(alone.execution_options(populate_existing=True))
    if owned is None:
        owned = Course(slug=course.slug, agency_id=owner_agency_id, **_fields(course))
        db.session.add(owned)
        db.session.flush()
    if owned.agency_id != owner_agency_id:
        raise Conflict(
            say(
                "Kursus %(slug)s sudah ada dan dimiliki instansi lain. Pakai nama folder lain.",
                slug=course.slug,
            )
        )
    return owned


def _fields(course: ReadCourse) -> dict[str, object]:
    facts = course.facts
    review_by = facts["review_by"]
    return {
        "title": facts["title"],
        "summary": facts["summary"],
        "theme": facts["theme"],
        "language": facts["language"],
        "jp": facts["jp"],
        "form_code": facts["form"],
        "review_by": date.fromisoformat(review_by) if review_by else None,
    }


def _describe(owned: Course, course: ReadCourse) -> None:
    """Copy what the catalogue lists."""
    for name, value in _fields(course).items():
        setattr(owned, name, value)
    db.session.execute(delete(CourseCompetency).where(CourseCompetency.course_id == owned.id))
    for aim in course.facts["competencies"]:
        row = CourseCompetency(course_id=owned.id, competency_code=aim["code"], level=aim["level"])
        db.session.add(row)


def _revision(course: ReadCourse, owned: Course, by: int | None, note: str) -> Revision:
    last = select(func.max(Revision.number)).where(Revision.course_id == owned.id)
    revision = Revision(
        course_id=owned.id,
        number=(db.session.scalar(last) or 0) + 1,
        digest=revision_digest(course),
        document_digest=course_digest(course),
        published_at=clock.now(),
        published_by=by,
        note=note,
    )
    db.session.add(revision)
    db.session.flush()
    db.session.add_all(_modules(course, revision.id))
    db.session.add_all(_media(course, revision.id))
    return revision


def _modules(course: ReadCourse, revision_id: int) -> list[RevisionModule]:
    return [
        RevisionModule(
            revision_id=revision_id,
            position=position,
            slug=module.slug,
            kind=module.kind,
            title=module.title,
            minutes=module.facts["minutes"],
            file_name=module.file_name,
            document_digest=module_digest(course, module),
        )
        for position, module in enumerate(course.modules, 1)
    ]


def _media(course: ReadCourse, revision_id: int) -> list[RevisionMedia]:
    return [
        RevisionMedia(
            revision_id=revision_id,
            name=media.name,
            file_digest=media.digest,
            content_type=media.content_type,
            size=len(media.content),
        )
        for media in course.media
    ]


def _rename(course: ReadCourse, course_id: int) -> None:
    """Every old slug leads to the newest in one step, and none hides a module that exists."""
    mine = Renaming.course_id == course_id
    for module in course.modules:
        if module.was:
            onward = update(Renaming).where(mine, Renaming.new_slug == module.was)
            db.session.execute(onward.values(new_slug=module.slug))
            row = Renaming(course_id=course_id, old_slug=module.was, new_slug=module.slug)
            db.session.merge(row)
    alive = [module.slug for module in course.modules]
    db.session.execute(delete(Renaming).where(mine, Renaming.old_slug.in_(alive)))

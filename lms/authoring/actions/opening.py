"""Beginning a manuscript: of a new course, or of one whose current revision it starts from."""

from collections.abc import Iterable

from sqlalchemy.exc import IntegrityError

from lms.authoring import front
from lms.authoring.models import Manuscript, ManuscriptFile
from lms.authoring.queries import open_manuscript
from lms.catalog import queries as catalog
from lms.catalog.models import Course
from lms.catalog.queries import ABOUT, Kept
from lms.catalog.reading.grammar import SLUG
from lms.foundation import clock
from lms.foundation.audit import audit
from lms.foundation.database import db
from lms.foundation.errors import Conflict, Invalid, NotFound
from lms.foundation.language import say

LONGEST_SLUG = 80
TAKEN = {"bank", "new"}  # folders and pages of that name mean something else


def begin(slug: str, about: bytes, *, agency_id: int, by: int) -> Manuscript:
    """A course that is not there yet; raises Invalid where its slug is taken or none."""
    if not SLUG.fullmatch(slug) or len(slug) > LONGEST_SLUG or slug.strip("-") != slug:
        said = say("Pakai huruf kecil, angka, dan tanda hubung, misalnya pelayanan-publik.")
        raise Invalid(said, {"slug": said})
    if slug in TAKEN or _is_taken(slug):
        said = say("Alamat ini sudah dipakai kursus lain. Pilih yang lain.")
        raise Invalid(said, {"slug": said})
    return _begin(slug, None, [Kept(ABOUT, about)], agency_id, by)


def _is_taken(slug: str) -> bool:
    try:
        catalog.course(slug)
    except NotFound:
        return open_manuscript(slug) is not None
    return True


def open_course(course: Course, by: int) -> Manuscript:
    """The manuscript of a course that is open already, or a new one of its current revision."""
    found = open_manuscript(course.slug)
    if found:
        return found
    if course.revision_id is None:
        raise NotFound
    return _of(course, course.revision_id, by)


def restore_revision(course: Course, revision_id: int, by: int) -> Manuscript:
    """A manuscript with the files of an older revision; raises Conflict where one is open."""
    if open_manuscript(course.slug):
        raise Conflict(
            say("Naskah kursus ini masih terbuka. Terbitkan atau buang dahulu, lalu ulangi.")
        )
    return _of(course, revision_id, by)


def _of(course: Course, revision_id: int, by: int) -> Manuscript:
    files = catalog.files_of(revision_id)
    return _begin(course.slug, course.revision_id, files, course.agency_id, by)


def _begin(
    slug: str, base: int | None, files: Iterable[Kept], agency_id: int, by: int
) -> Manuscript:
    now = clock.now()
    made = Manuscript(
        course_slug=slug,
        agency_id=agency_id,
        base_revision_id=base,
        title=slug,
        made_by=by,
        made_at=now,
        changed_at=now,
    )
    try:
        with db.session.begin_nested():
            db.session.add(made)
    except IntegrityError:  # somebody opened one at this very moment
        raise Conflict from None
    for each in files:
        if each.name == ABOUT and each.source is not None:
            made.title = front.title_of(each.source) or slug
        db.session.add(_file(made, each))
    audit("opened", "manuscript", made.id, actor_id=by, agency_id=agency_id, course=slug)
    db.session.flush()
    return made


def _file(made: Manuscript, each: Kept) -> ManuscriptFile:
    return ManuscriptFile(
        manuscript_id=made.id,
        path=each.name,
        source=each.source,
        file_digest=each.digest,
        changed_at=made.made_at,
    )

"""Beginning a manuscript: of a new course, of a copy, or of a course's own revision."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from sqlalchemy.exc import IntegrityError

from lms.authoring import front
from lms.authoring.actions.asking import new_name
from lms.authoring.copying import as_copy
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


@dataclass(frozen=True)
class Original:
    """What a copy is made of: a revision of a course, or a manuscript as it stands."""

    slug: str
    number: int | None  # none: of what is being written
    files: Iterable[Kept]


def begin(slug: str, about: bytes, *, agency_id: int, by: int) -> Manuscript:
    """A course that is not there yet; raises Invalid where its slug is taken or none."""
    _ensure_free(slug)
    return _begin(slug, None, [Kept(ABOUT, about)], agency_id, by)


def copy_course(source: Original, slug: str, title: str, *, agency_id: int, by: int) -> Manuscript:
    """A new course that begins as another is; raises Invalid where its slug is taken or none."""
    _ensure_free(slug)
    made = _begin(slug, None, _copies(source.files, slug, title), agency_id, by)
    made.copied_from, made.copied_number = source.slug, source.number
    what = {"actor_id": by, "agency_id": agency_id}
    audit("copied", "manuscript", made.id, **what, course=slug, source=source.slug)
    db.session.flush()
    return made


def _copies(files: Iterable[Kept], slug: str, title: str) -> Iterator[Kept]:
    for each in files:
        if each.source is None:
            yield each
            continue
        source = as_copy(each.name, each.source, lambda: new_name(slug))
        if each.name == ABOUT:
            source = front.with_values(source, {"title": title})
        yield Kept(each.name, source)


def free_slug(slug: str) -> str:
    """One like it that no course has, for a suggestion."""
    stem, count = slug[: LONGEST_SLUG - 4].strip("-"), 2
    while _is_taken(f"{stem}-{count}"):
        count += 1
    return f"{stem}-{count}"


def _ensure_free(slug: str) -> None:
    if not SLUG.fullmatch(slug) or len(slug) > LONGEST_SLUG or slug.strip("-") != slug:
        said = say("Pakai huruf kecil, angka, dan tanda hubung, misalnya pelayanan-publik.")
        raise Invalid(said, {"slug": said})
    if slug in TAKEN or _is_taken(slug):
        said = say("Alamat ini sudah dipakai kursus lain. Pilih yang lain.")
        raise Invalid(said, {"slug": said})


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

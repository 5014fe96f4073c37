"""Another address for a module; what learners did under the old one follows it at publishing."""

from collections.abc import Sequence

from lms.authoring import front
from lms.authoring.actions.arranging import relink
from lms.authoring.actions.writing import change, lock, move_to, save
from lms.authoring.models import Manuscript, ManuscriptFile
from lms.authoring.outline import LONGEST_SLUG, Part, find, outline, path_of
from lms.authoring.queries import files
from lms.catalog import queries as catalog
from lms.catalog.models import Course
from lms.catalog.queries import ABOUT
from lms.catalog.reading.grammar import RESERVED, SLUG
from lms.foundation.errors import Invalid
from lms.foundation.language import Sentence, say


def rename(manuscript: Manuscript, course: Course | None, slug: str, new: str, by: int) -> None:
    """Give a module another slug, and lead links and what completion asks for along.

    Its file keeps `was:` of the name under which learners know it. Raises Invalid where the new
    one is none, or another module has it, had it or says that it did.
    """
    held = files(lock(manuscript).id)
    parts = outline(held)
    part = find(held, slug)
    if new == slug:
        return
    known = _known_as(part, course)
    _ensure_free(new, part, parts, course, known)
    source = front.with_values(part.file.source or b"", {"was": _was(new, known, course)})
    path, anew = part.file.path, path_of(part.number, new, part.kind)
    change(manuscript, part.file, by, source)  # first, so that the history tells the old path
    move_to(manuscript, part.file, anew, by)
    relink(manuscript, held, {path: anew}, by)
    _ask_for(manuscript, held, slug, new, by)


def _known_as(part: Part, course: Course | None) -> str | None:
    """The slug under which learners know the module now."""
    if course is None or course.revision_id is None:
        return None
    places = catalog.current(course).places
    named = (part.slug, front.values_of(part.file.source or b"").get("was"))
    return next((each for each in named if each in places), None)


def _was(new: str, known: str | None, course: Course | None) -> str | None:
    """What the file is to say; back under its published name, it says what it said there."""
    if new != known or course is None or course.revision_id is None:
        return known
    kept = catalog.files_of(course.revision_id)
    found = outline([ManuscriptFile(path=it.name, source=it.source) for it in kept if it.source])
    mine = next(each for each in found if each.slug == known)
    said = front.values_of(mine.file.source or b"").get("was")
    return said if isinstance(said, str) else None


def _ensure_free(
    new: str, part: Part, parts: Sequence[Part], course: Course | None, known: str | None
) -> None:
    if not SLUG.fullmatch(new) or len(new) > LONGEST_SLUG or new.strip("-") != new:
        raise _refusal(say("Pakai huruf kecil, angka, dan tanda hubung, misalnya menyapa-warga."))
    if new in RESERVED:
        raise _refusal(say("Alamat ini dipakai situs ini. Pilih yang lain."))
    others = [each for each in parts if each.slug != part.slug]
    said = (front.values_of(each.file.source or b"").get("was") for each in others)
    beside = {*(each.slug for each in others), *(it for it in said if isinstance(it, str))}
    if new in beside or (course and _was_anothers(course, new, known)):
        raise _refusal(say("Alamat ini dipakai, atau pernah dipakai, modul lain kursus ini."))


def _was_anothers(course: Course, new: str, known: str | None) -> bool:
    """Whether learners met another module under this slug, whose progress still lies there."""
    if new == known or not catalog.ever_had(course.id, new):
        return False
    return known is None or catalog.renamed(course.id, new) != known


def _refusal(said: Sentence) -> Invalid:
    return Invalid(said, {"slug": said})


def _ask_for(
    manuscript: Manuscript, held: Sequence[ManuscriptFile], slug: str, new: str, by: int
) -> None:
    """Where course.md names the modules that completion asks for, it names this one anew."""
    about = next((each for each in held if each.path == ABOUT), None)
    said = front.values_of(about.source or b"").get("completion") if about else None
    if about is None or not isinstance(said, dict):
        return
    require = said.get("require")
    if not isinstance(require, list) or slug not in require:
        return
    named = [new if each == slug else each for each in require]
    anew = front.with_values(about.source or b"", {"completion": {**said, "require": named}})
    save(manuscript, about.id, about.version, anew, by)

"""A manuscript taken over to the revision that was published beside it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from lms.authoring.actions.arranging import arrange
from lms.authoring.actions.finishing import course_of
from lms.authoring.actions.writing import add_file, change, lock, move_to
from lms.authoring.merging import Side, Step, Verdict, key_of, settled, sides, steps
from lms.authoring.models import Manuscript, ManuscriptFile
from lms.authoring.outline import outline
from lms.authoring.queries import files
from lms.catalog import queries as catalog
from lms.foundation.audit import audit
from lms.foundation.database import db
from lms.foundation.errors import Conflict, Invalid
from lms.foundation.language import say


@dataclass(frozen=True)
class _Kept:
    path: str
    source: bytes | None
    file_digest: str | None


def compared(manuscript: Manuscript) -> list[Step]:
    """What taking over would do, file by file."""
    course = course_of(manuscript)
    base, now = manuscript.base_revision_id, course.revision_id if course else None
    return steps(_of(base), sides(files(manuscript.id)), _of(now))


def _of(revision_id: int | None) -> dict[str, Side]:
    held = catalog.files_of(revision_id) if revision_id else ()
    return sides(_Kept(each.name, each.source, each.digest) for each in held)


def take_over(
    manuscript: Manuscript, revision_id: int, chosen: Mapping[str, Verdict], by: int
) -> None:
    """Let it stand on the course's present revision, which the person saw as `revision_id`.

    Raises Conflict where that is no longer the present one, Invalid where a file that both sides
    changed was not decided on.
    """
    held = lock(manuscript)
    course = course_of(held)
    if course is None or course.revision_id != revision_id:
        raise Conflict
    found = compared(held)
    verdicts = {it.key: chosen.get(it.key) or it.verdict for it in found}
    if any(_is_open(it, verdicts[it.key]) for it in found):
        raise Invalid(say("Pilih untuk setiap berkas yang diubah di kedua sisi."))
    _apply(held, {it.key: settled(it, verdicts[it.key]) for it in found}, by)
    held.base_revision_id = revision_id
    audit("rebased", "manuscript", held.id, actor_id=by, agency_id=held.agency_id)
    db.session.flush()


def _is_open(step: Step, verdict: Verdict) -> bool:
    return verdict == Verdict.ASKS or (verdict == Verdict.JOINED and step.joined is None)


def _apply(manuscript: Manuscript, wanted: Mapping[str, Side | None], by: int) -> None:
    present = {key_of(each.path): each for each in files(manuscript.id)}
    moved = [
        (file, side)
        for key, file in present.items()
        if (side := wanted[key]) and side.path != file.path
    ]
    for key, file in present.items():
        _settle(manuscript, file, wanted[key], by)
    for file, _ in moved:  # first out of each other's way
        move_to(manuscript, file, f"{file.path}.moving", by)
    for file, side in moved:
        move_to(manuscript, file, side.path, by)
    for key, fresh in wanted.items():
        if fresh and key not in present:
            add_file(manuscript, fresh.path, by, source=fresh.source, digest=fresh.digest)
    _part(manuscript, files(manuscript.id), by)


def _settle(manuscript: Manuscript, file: ManuscriptFile, wanted: Side | None, by: int) -> None:
    if wanted is None:
        change(manuscript, file, by, gone=True)
    elif wanted.content != (file.file_digest or file.source):
        change(manuscript, file, by, wanted.content)


def _part(manuscript: Manuscript, held: Sequence[ManuscriptFile], by: int) -> None:
    """Two modules that came to bear one number are counted anew, with all others."""
    order = outline(held)
    if len({each.number for each in order}) < len(order):
        arrange(manuscript, held, order, by)

"""The order of modules: their numbers, and with them the links that name their files."""

from collections.abc import Sequence

from lms.authoring.actions.writing import (
    add_file,
    change,
    find_file,
    lock,
    move_to,
    save,
)
from lms.authoring.models import Manuscript, ManuscriptFile
from lms.authoring.outline import (
    MOST,
    Part,
    find,
    next_number,
    outline,
    part_of,
    path_of,
    relinked,
    slug_of,
)
from lms.authoring.queries import files
from lms.foundation.errors import Conflict, Invalid
from lms.foundation.language import say


def add_module(manuscript: Manuscript, kind: str, title: str, source: bytes, by: int) -> Part:
    """A module at the end; raises Invalid where the course can take no more."""
    held = files(lock(manuscript).id)
    parts = outline(held)
    number = next_number(parts)
    if number > MOST:
        raise Invalid(say("Kursus ini sudah penuh."))
    slug = slug_of(title, {each.slug for each in parts})
    file = add_file(manuscript, path_of(number, slug, kind), by, source=source)
    return Part(file, number, slug, kind)


def bring_back(manuscript: Manuscript, file_id: int, by: int) -> ManuscriptFile:
    """Undo a removal; a module whose number another took since comes to stand at the end."""
    held = lock(manuscript)
    present = files(held.id)
    file = find_file(held, file_id)
    if not file.gone:
        return file
    part, parts = part_of(file), outline(present)
    if part and any(each.slug == part.slug for each in parts):
        raise Conflict(say("Nama %(slug)s sudah dipakai modul lain.", slug=part.slug))
    if part and any(each.number == part.number for each in parts):
        move_to(held, file, path_of(next_number(parts), part.slug, part.kind), by)
    elif any(each.path == file.path for each in present):
        raise Conflict(say("Berkas %(path)s sudah ada.", path=file.path))
    change(held, file, by)
    return file


def move(manuscript: Manuscript, slug: str, places: int, by: int) -> None:
    """So many places down, or up where negative; beyond the ends it stays at the end."""
    held = files(lock(manuscript).id)
    parts = outline(held)
    here = parts.index(find(held, slug))
    there = min(max(here + places, 0), len(parts) - 1)
    order = [*parts[:here], *parts[here + 1 :]]
    order.insert(there, parts[here])
    arrange(manuscript, held, order, by)


def arrange(
    manuscript: Manuscript, held: Sequence[ManuscriptFile], order: Sequence[Part], by: int
) -> None:
    """Give the modules this order: the numbers stay, and who bears which of them changes.

    Where two bear the same one, all are counted anew.
    """
    numbers = sorted(each.number for each in order)
    if len(set(numbers)) < len(numbers):
        numbers = list(range(1, len(order) + 1))
    names = {
        each.file.path: path_of(number, each.slug, each.kind)
        for each, number in zip(order, numbers, strict=True)
        if each.number != number
    }
    moved = [each.file for each in order if each.file.path in names]
    for file in moved:  # first out of each other's way
        move_to(manuscript, file, f"{file.path}.moving", by)
    for file in moved:
        move_to(manuscript, file, names[file.path.removesuffix(".moving")], by)
    relink(manuscript, held, names, by)


def relink(
    manuscript: Manuscript, held: Sequence[ManuscriptFile], names: dict[str, str], by: int
) -> None:
    """Lead the links of all texts to files of other names."""
    for file in held:
        if file.source is None:
            continue
        text = file.source.decode("utf-8", "replace")
        anew = relinked(text, names)
        if anew != text:
            save(manuscript, file.id, file.version, anew.encode(), by)

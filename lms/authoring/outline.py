"""The modules of a manuscript in their order, told by file names as the reader tells them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from lms.authoring import front
from lms.authoring.models import ManuscriptFile
from lms.catalog.queries import ABOUT
from lms.catalog.reading.grammar import MODULE, RESERVED
from lms.foundation.errors import NotFound
from lms.foundation.language import Sentence, say

LONGEST_SLUG = 80
MOST = 999


@dataclass(frozen=True)
class Part:
    """A module file with what its name and its front matter say."""

    file: ManuscriptFile
    number: int
    slug: str
    kind: str

    @property
    def title(self) -> str:
        return front.title_of(self.file.source or b"") or self.slug


def title_of(path: str, source: bytes | None) -> Sentence | str:
    """What people call a file of a course: by its title, not by its name."""
    if path == ABOUT:
        return say("Keterangan kursus")
    named = MODULE.fullmatch(path)
    return (front.title_of(source or b"") if named else "") or path.removeprefix("media/")


def outline(files: Sequence[ManuscriptFile]) -> list[Part]:
    found = (part_of(each) for each in files)
    return sorted(filter(None, found), key=lambda each: (each.number, each.slug))


def part_of(file: ManuscriptFile) -> Part | None:
    named = MODULE.fullmatch(file.path)
    if named is None:
        return None
    return Part(file, int(named["number"]), named["slug"], named["kind"] or "lesson")


def find(files: Sequence[ManuscriptFile], slug: str) -> Part:
    """Raises NotFound."""
    found = next((each for each in outline(files) if each.slug == slug), None)
    if found is None:
        raise NotFound
    return found


def path_of(number: int, slug: str, kind: str) -> str:
    return f"{number:02}-{slug}.md" if kind == "lesson" else f"{number:02}-{slug}.{kind}.md"


def next_number(parts: Sequence[Part]) -> int:
    return max((each.number for each in parts), default=0) + 1


def slug_of(title: str, taken: set[str]) -> str:
    """Made from a title, and like no other."""
    words = re.sub(r"[^a-z0-9]+", "-", title.lower()).strip("-")[:LONGEST_SLUG].strip("-")
    made, count = words or "modul", 2
    while made in taken or made in RESERVED:
        made, count = f"{words or 'modul'}-{count}", count + 1
    return made


def relinked(text: str, names: dict[str, str]) -> str:
    """The same Markdown with its links to renamed files led to their new names."""
    if not names:
        return text
    old = "|".join(re.escape(name) for name in names)
    link = re.compile(
        rf"""(\]\(\s*<?|^[ ]{{0,3}}\[[^\]\n]+\]:\s*<?)({old})(?=[)#\s>])""", re.MULTILINE
    )
    return link.sub(lambda found: found[1] + names[found[2]], text)

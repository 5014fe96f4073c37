"""What a course offers beside its own pages: an address elsewhere, and a file to take along."""

from typing import Any

from lms.catalog.reading.declared import FileDeclared, LinkDeclared
from lms.catalog.reading.front import Front, read_front
from lms.catalog.reading.grammar import HTTPS
from lms.catalog.reading.media import CAPTIONS, FILMS, TYPES
from lms.catalog.reading.page import Page, module_of, write_told
from lms.catalog.reading.shapes import ReadMedia, ReadModule
from lms.foundation.language import say
from lms.foundation.markup import Rendered

LOOKING_ROUND = 5  # minutes: to open what is offered, and to see what is there
OFFERED = {ending: it for ending, it in TYPES.items() if it not in {CAPTIONS, *FILMS.values()}}


def read_link(page: Page) -> ReadModule | None:
    front = read_front(page.sheet, LinkDeclared)
    mend = say("Tulis di bawah apa yang dilakukan peserta di sana.")
    rendered = write_told(page, front, say("Tautan ini belum berkata untuk apa dibuka."), mend)
    if front is None or rendered is None:
        return None
    found = HTTPS.fullmatch(front.said.address)
    facts = _facts(front, rendered) | {"address": front.said.address}
    return module_of(
        page, "link", front, rendered, facts | {"host": found["host"].lower() if found else ""}
    )


def read_file(page: Page) -> ReadModule | None:
    front = read_front(page.sheet, FileDeclared)
    mend = say("Tulis di bawah untuk apa berkas ini dipakai peserta.")
    rendered = write_told(page, front, say("Berkas ini belum berkata untuk apa diunduh."), mend)
    if front is None or rendered is None:
        return None
    media = medium(page, front, "file", OFFERED)
    facts = _facts(front, rendered) | (described(media) if media else {})
    return module_of(page, "file", front, rendered, facts)


def _facts(front: Front[Any], rendered: Rendered) -> dict[str, Any]:
    return {"minutes": front.said.minutes or rendered.minutes + LOOKING_ROUND}


def medium(page: Page, front: Front[Any], key: str, types: dict[str, str]) -> ReadMedia | None:
    """The file in `media/` that the key names, where it is there and of a type that fits."""
    name = getattr(front.said, key)
    line, column = front.place(key)
    found = page.addresses.media.get(name)
    if found is None:
        text = say("Berkas %(name)s tidak ada.", name=name or "(kosong)")
        mend = say("Taruh berkasnya di folder media/, lalu tulis media/nama-berkas.")
        page.sheet.wrong(line, text, mend, column)
        return None
    page.addresses.resolve(name)  # used, and known again by its content
    if found.content_type and found.content_type not in types.values():
        mend = say("Pakai %(types)s.", types=", ".join(types))
        page.sheet.wrong(
            line,
            say("Berkas %(name)s tidak dapat dipakai untuk %(key)s.", name=name, key=key),
            mend,
            column,
        )
    return found


def described(media: ReadMedia) -> dict[str, Any]:
    """Where it is served, and what a person is told before it comes."""
    name = media.name.removeprefix("media/")
    return {
        "name": name,
        "digest": media.digest,
        "size": len(media.content),
        "type": media.content_type,
    }

"""What reading a module's file begins and ends with, whatever its kind."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from lms.catalog.reading.front import Front, body_of
from lms.catalog.reading.prose import Addresses, Passage, check_headings, write
from lms.catalog.reading.shapes import ReadBank, ReadModule
from lms.catalog.reading.sheet import Sheet
from lms.foundation.language import Sentence, say
from lms.foundation.markup import Rendered


@dataclass(frozen=True)
class Page:
    """A module's file, its name, and what its addresses lead to."""

    sheet: Sheet
    slug: str
    addresses: Addresses
    bank: Mapping[str, ReadBank]  # by topic


def write_body(
    page: Page, body: int, end: int | None = None, without: range = range(0)
) -> Rendered:
    numbered = enumerate(page.sheet.lines[body - 1 : end and end - 1], body)
    passage = Passage(body, ["" if number in without else line for number, line in numbered])
    check_headings(page.sheet, passage)
    return write(page.sheet, passage, page.addresses)


def write_told(
    page: Page, front: Front[Any] | None, text: Sentence, mend: Sentence
) -> Rendered | None:
    """A body that must not be empty; told also where the front matter is at fault."""
    body = front.body if front else body_of(page.sheet)
    if body is None:
        return None
    rendered = write_body(page, body)
    if not rendered.html:
        page.sheet.wrong(body - 1, text, mend)
    return rendered


def module_of(
    page: Page, kind: str, front: Front[Any], rendered: Rendered, facts: dict[str, Any]
) -> ReadModule:
    said = front.said
    _check_old_slug(page, front)
    return ReadModule(
        slug=page.slug,
        kind=kind,
        title=said.title,
        file_name=page.sheet.path.rpartition("/")[2],
        source=page.sheet.source,
        html=rendered.html,
        facts={"summary": said.summary, **facts},
        was=said.was,
        addresses=dict(page.addresses.used),
    )


def _check_old_slug(page: Page, front: Front[Any]) -> None:
    was, known = front.said.was, page.addresses
    line, column = front.place("was")
    if was in known.modules.values():
        text = say("Nama lama %(was)s masih dipakai sebuah modul.", was=was)
        page.sheet.wrong(line, text, say("Hapus baris was, atau ganti nama modul itu."), column)
    elif was and known.renamed.setdefault(was, page.slug) != page.slug:
        text = say(
            "Nama lama %(was)s juga disebut modul %(renamed)s.", was=was, renamed=known.renamed[was]
        )
        page.sheet.wrong(line, text, say("Sisakan pada satu modul saja."), column)

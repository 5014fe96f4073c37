"""A meeting of the course: how it is held, when and where, and for how many."""

from datetime import datetime
from typing import Annotated, Literal

from pydantic import Field

from lms.catalog.reading.declared import Address, Line, ModuleDeclared
from lms.catalog.reading.declared_quiz import Hour, is_earlier
from lms.catalog.reading.front import Front, read_front
from lms.catalog.reading.grammar import HTTPS
from lms.catalog.reading.page import Page, module_of, write_told
from lms.catalog.reading.shapes import ReadModule
from lms.foundation.language import say

UNTOLD = say("Pertemuan ini belum berkata tentang apa.")
TELL = say("Tulis di bawah apa yang dibahas dan apa yang perlu disiapkan peserta.")
LONGEST = 12 * 60  # minutes; who meets for days meets once a day


class SessionDeclared(ModuleDeclared):
    held: Literal["class", "webinar", "workshop"]
    starts: Hour
    ends: Hour
    place: Line = ""
    address: Address | None = None
    places: Annotated[int, Field(ge=1, le=100_000)] | None = None


def read_session(page: Page) -> ReadModule | None:
    sheet = page.sheet
    front = read_front(sheet, SessionDeclared)
    rendered = write_told(page, front, UNTOLD, TELL)
    if front is None or rendered is None:
        return None
    said = front.said
    _check_where(page, front)
    minutes = _minutes(said)
    if not 0 < minutes <= LONGEST:
        line, column = front.place("ends")
        text = say(
            "Akhirnya (ends) tidak sesudah mulainya (starts), atau lebih dari 12 jam kemudian."
        )
        sheet.wrong(
            line, text, say("Perbaiki jamnya; pertemuan berhari-hari ditulis per hari."), column
        )
    found = HTTPS.fullmatch(said.address or "")
    facts = {
        **said.model_dump(include={"held", "starts", "ends", "place", "address", "places"}),
        "host": found["host"].lower() if found else "",
        "minutes": said.minutes or max(1, minutes),
    }
    return module_of(page, "session", front, rendered, facts)


def _check_where(page: Page, front: Front[SessionDeclared]) -> None:
    """Somewhere to go: an address for who stays away, a place for who comes."""
    said = front.said
    line, column = front.place("held")
    if said.held == "webinar" and not said.address:
        mend = say("Isi alamatnya (address), diawali https://.")
        page.sheet.wrong(line, say("Webinar ini belum menyebut alamatnya."), mend, column)
    if said.held != "webinar" and not said.place:
        mend = say("Isi tempatnya (place): nama ruang dan gedungnya.")
        page.sheet.wrong(line, say("Pertemuan ini belum menyebut tempatnya."), mend, column)


def _minutes(said: SessionDeclared) -> int:
    """How long it takes; below 1 where it ends before it starts."""
    if not is_earlier(said.starts, said.ends):
        return 0
    starts, ends = datetime.fromisoformat(said.starts), datetime.fromisoformat(said.ends)
    if (starts.tzinfo is None) != (ends.tzinfo is None):
        starts, ends = starts.replace(tzinfo=None), ends.replace(tzinfo=None)
    return int((ends - starts).total_seconds() // 60)

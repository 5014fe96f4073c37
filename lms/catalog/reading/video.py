"""A film of the course's own: its captions, a picture to stand for it, and the whole as text."""

from typing import Any

from lms.catalog.reading.captions import read_captions
from lms.catalog.reading.declared import VideoDeclared
from lms.catalog.reading.front import Front, read_front
from lms.catalog.reading.media import CAPTIONS, FILMS, PICTURES, TYPES
from lms.catalog.reading.offered import described, medium
from lms.catalog.reading.page import Page, module_of, write_body
from lms.catalog.reading.shapes import ReadMedia, ReadModule
from lms.foundation.language import say

POSTERS = {ending: it for ending, it in TYPES.items() if it in PICTURES}


def read_video(page: Page) -> ReadModule | None:
    front = read_front(page.sheet, VideoDeclared)
    if front is None:
        return None
    rendered = write_body(page, front.body)
    if not rendered.html:
        mend = say("Tulis di bawah apa yang dikatakan dan diperlihatkan video ini.")
        page.sheet.wrong(front.body - 1, say("Naskah video ini belum ada."), mend)
    film = medium(page, front, "video", FILMS)
    captions = medium(page, front, "captions", {"vtt": CAPTIONS})
    poster = medium(page, front, "poster", POSTERS)
    if captions:
        _check_length(page, front, captions)
    facts: dict[str, Any] = {"minutes": front.said.minutes, "words": rendered.words}
    given = {"video": film, "captions": captions, "poster": poster}
    facts |= {key: described(each) for key, each in given.items() if each}
    if poster:
        facts |= {"width": poster.width, "height": poster.height}
    return module_of(page, "video", front, rendered, facts)


def _check_length(page: Page, front: Front[VideoDeclared], captions: ReadMedia) -> None:
    """People plan by the minutes, so the last caption may not come after them."""
    ends = read_captions(captions.content).ends
    if ends > 60 * front.said.minutes:
        line, column = front.place("minutes")
        spoken = f"{int(ends) // 60}:{int(ends) % 60:02}"
        text = say(
            "Teks video baru berakhir pada %(spoken)s, sesudah minutes: %(minutes)s.",
            spoken=spoken,
            minutes=front.said.minutes,
        )
        page.sheet.wrong(line, text, say("Tulis lama videonya, dibulatkan ke atas."), column)

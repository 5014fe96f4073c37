"""Whole pages kept in process, with holes where each reader's own facts are filled in.

A page is kept under a key that holds everything it was made from, so it can never be wrong, only
unused. What differs from reader to reader (a name, a token) is a hole; a page is cut at its holes
once, its pieces are packed once, and serving it is joining them.
"""

import re
import secrets
from collections import OrderedDict
from collections.abc import Callable, Hashable, Mapping
from functools import lru_cache
from threading import Lock

from flask import Request, Response, g, session
from flask.typing import ResponseReturnValue
from markupsafe import escape

from lms.web.access import visitor
from lms.web.language import language
from lms.web.packing import is_wanted, joined, packed, stored
from lms.web.site import the_request

MOST = 1024  # pages; about 20 MB
MOST_SEARCHES = 512  # which anybody can make ever new ones of, so they push nothing else out
# Private-use characters, which escaping leaves alone, and a word that no author can guess.
OPEN, CLOSE = f"\ue000{secrets.token_hex(8)}", "\ue001"
HOLE = re.compile(f"{OPEN}([a-z]+){CLOSE}")


def hole(name: str) -> str:
    return f"{OPEN}{name}{CLOSE}"


class Stranger:
    """Stands for the reader while a page is made to be kept."""

    is_authenticated = True
    name = hole("name")
    initials = hole("initials")

    def __init__(self, *, has_desk: bool) -> None:
        self.has_desk = has_desk


class Kept:
    """A page cut at its holes: text and names of holes in turn, beginning and ending with text."""

    def __init__(self, page: str, token_length: int) -> None:
        pieces = HOLE.split(page)
        self.plain = [piece.encode() for piece in pieces]
        self.holes = list(enumerate(pieces))[1::2]
        lengths = {place: token_length if name == "token" else None for place, name in self.holes}
        self.packed = packed(self.plain, lengths)

    def filled(self, values: Mapping[str, str], *, pack: bool) -> bytes:
        plain, small = self.plain.copy(), self.packed.copy()
        for place, name in self.holes:
            plain[place], small[place] = _filling(values[name])
        body = b"".join(plain)
        return joined(body, small) if pack else body


@lru_cache(maxsize=4096)
def _filling(value: str) -> tuple[bytes, bytes]:
    """What fills a hole, plain and packed."""
    text = escape(value).encode()
    return text, stored(text)


_shelf: OrderedDict[Hashable, Kept] = OrderedDict()
_searches: OrderedDict[Hashable, Kept] = OrderedDict()
_lock = Lock()


def page(
    key: Hashable,
    make: Callable[[Stranger], str],
    token: Callable[[], str],
    *,
    searched: bool = False,
) -> ResponseReturnValue:
    """The page under `key`, filled in for this reader; made by `make` where it is not kept yet.

    `key` holds whatever `make` reads beyond the language, the look and whether there is a desk,
    which are added here. A page with news for the reader (a flashed message) is made afresh, and
    so is one that was asked for with a query, unless it is `searched` for.
    """
    asked, reader = the_request(), visitor()
    query = asked.environ["QUERY_STRING"]
    if (query and not searched) or session.get("_flashes"):
        return make(reader)
    values = {"name": reader.name, "initials": reader.initials, "token": token()}
    theirs = (reader.has_desk, reader.agency_name, len(values["token"]))
    whole = (key, query, *_of_every_page(asked), *theirs)
    shelf = _searches if searched else _shelf
    found = shelf.get(whole)
    if found is None:
        found = _make(make, reader.has_desk, len(values["token"]))
        _keep(shelf, whole, found)
    return _answer(found, values, pack=is_wanted(asked.environ))


def _of_every_page(asked: Request) -> tuple[Hashable, ...]:
    given = asked.environ  # Werkzeug makes an exception of each header that is not there
    cookies = asked.cookies
    theme = cookies["theme"] if "theme" in cookies else ""  # noqa: SIM401  get() is slower still
    return (
        language(),
        theme if theme in {"light", "dark"} else "",
        given.get("HTTP_SAVE_DATA") == "on",
        given["PATH_INFO"],
    )


def _make(make: Callable[[Stranger], str], has_desk: bool, token: int) -> Kept:
    g.keeping = True
    try:
        return Kept(make(Stranger(has_desk=has_desk)), token)
    finally:
        g.keeping = False


def _keep(shelf: OrderedDict[Hashable, Kept], whole: Hashable, made: Kept) -> None:
    with _lock:
        shelf[whole] = made
        while len(shelf) > (MOST if shelf is _shelf else MOST_SEARCHES):
            shelf.popitem(last=False)


def _answer(found: Kept, values: Mapping[str, str], *, pack: bool) -> Response:
    response = Response(found.filled(values, pack=pack))
    response.headers.add("Vary", "Accept-Encoding")
    if pack:
        response.headers.add("Content-Encoding", "gzip")
    return response


def forget() -> None:
    """Empty the shelves; for tests that open one site after another."""
    _shelf.clear()
    _searches.clear()

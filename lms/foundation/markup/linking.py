"""Links that lead nowhere are text, and a link that shows nothing shows where it leads."""

from collections.abc import Iterator
from typing import Any

from bleach.html5lib_shim import Filter  # type: ignore[attr-defined]  # the stubs leave it out

Token = dict[str, Any]


class NameLinks(Filter):  # type: ignore[misc]  # bleach's html5lib shim has no types
    """Behind `Settle`, which takes away addresses that lead nowhere."""

    def __iter__(self) -> Iterator[Token]:
        held: list[Token] = []  # a link from its beginning on
        for token in super().__iter__():
            if held or (token["type"] == "StartTag" and token["name"] == "a"):
                held.append(token)
                if token["type"] == "EndTag" and token["name"] == "a":
                    yield from _mended(held)
                    held = []
            else:
                yield token
        yield from held


def _mended(link: list[Token]) -> list[Token]:
    begins, *inside, ends = link
    address = begins["data"].get((None, "href"), "")
    if not address:
        is_place = (None, "id") in begins["data"]  # that other links lead to
        return link if is_place else inside
    if any(map(_shows, inside)):
        return link
    return [begins, *inside, {"type": "Characters", "data": address}, ends]


def _shows(token: Token) -> bool:
    if token["type"] in {"Characters", "Entity"}:
        return bool(str(token.get("data") or token.get("name")).strip())
    return token.get("name") == "img" and bool(token["data"].get((None, "alt"), "").strip())

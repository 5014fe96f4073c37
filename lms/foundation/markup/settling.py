"""What the allow-list cannot know: identifiers, addresses and pictures, settled in passing."""

import re
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import urlsplit

from bleach.html5lib_shim import Filter  # type: ignore[attr-defined]  # the stubs leave it out

from lms.foundation.markup.rendered import Rendered, Resolver, Target

# What a reader sees apart from what is beside it, though no space stands between them.
CODE = frozenset("code kbd pre samp".split())
APART = frozenset("p li td th h1 h2 h3 h4 h5 h6 div br dd dt".split())
PREFIX = "b-"  # authors' identifiers never meet those of the page around them
# The classes that our own shapes and footnotes bear. By others a text could look like a part of the
# page around it: a bar over the navigation, a button of the site.
CLASSES = re.compile(r"notice( notice-(done|warn))?|scroll|footnote(-ref|-backref)?")
WEB = ("http://", "https://", "mailto:", "tel:")


class Settle(Filter):  # type: ignore[misc]  # bleach's html5lib shim has no types
    """Prefixes identifiers, resolves relative addresses and makes pictures lazy.

    `text` is given what a person reads, in pieces, as HTML writes it; `as_written` gives back
    the words of a formula where none may be shown.
    """

    def __init__(
        self,
        source: Any,
        resolve: Resolver,
        settled: Rendered,
        text: list[str],
        as_written: Callable[[str], str],
    ) -> None:
        super().__init__(source)
        self.resolve, self.settled, self.text = resolve, settled, text
        self.as_written, self.depth = as_written, 0  # how deep in code

    def __iter__(self) -> Iterator[dict[str, Any]]:
        text = self.text
        for token in super().__iter__():
            kind = token["type"]
            if token.get("name") in CODE:
                self.depth += {"StartTag": 1, "EndTag": -1}.get(kind, 0)
            if self.depth and kind == "Characters":
                token["data"] = self.as_written(token["data"])
            if kind in {"StartTag", "EmptyTag"}:
                self._settle(token["name"], token["data"])
            if kind in {"Characters", "SpaceCharacters"}:
                text.append(token["data"])
            elif kind == "Entity":
                text.append(f"&{token['name']};")
            elif token.get("name") in APART:
                text.append(" ")
            yield token

    def _settle(self, name: str, attributes: dict[tuple[str | None, str], str]) -> None:
        for key, value in attributes.items():
            attributes[key] = self.as_written(value)
        if (None, "id") in attributes:
            attributes[None, "id"] = PREFIX + attributes[None, "id"]
        if not CLASSES.fullmatch(attributes.get((None, "class"), "scroll")):
            del attributes[None, "class"]
        if name == "a" and (None, "href") in attributes:
            self._link(attributes)
        if name == "img":
            self._picture(attributes)

    def _link(self, attributes: dict[tuple[str | None, str], str]) -> None:
        href = attributes[None, "href"]
        if href.startswith("#"):
            attributes[None, "href"] = "#" + PREFIX + href[1:]
        elif href.startswith(("http://", "https://")):
            attributes[None, "rel"] = "noopener noreferrer"
        elif not href.startswith(WEB):
            self._point(attributes, "href")

    def _picture(self, attributes: dict[tuple[str | None, str], str]) -> None:
        target = self._point(attributes, "src")
        attributes[None, "loading"] = "lazy"
        if target and target.width and target.height:
            attributes[None, "width"] = str(target.width)
            attributes[None, "height"] = str(target.height)
        if not attributes.get((None, "alt"), "").strip():
            self.settled.without_alt.append(attributes.get((None, "src"), ""))
            attributes[None, "alt"] = ""

    def _point(self, attributes: dict[tuple[str | None, str], str], name: str) -> Target | None:
        address = attributes.pop((None, name), "")
        parts = urlsplit(address)
        target = self.resolve(parts.path) if not parts.scheme and not parts.netloc else None
        if target is None:
            self.settled.missing.append(address)
            return None
        anchor = f"#{PREFIX}{parts.fragment}" if parts.fragment else ""
        attributes[None, name] = target.url + anchor
        return target

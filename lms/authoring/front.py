"""The front matter of a source, changed key by key, so that all else stays byte for byte."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

import yaml

from lms.catalog.reading.grammar import UNPRINTABLE
from lms.catalog.reading.sheet import LINE

FENCE = "---"
BOM = "\ufeff"
GOES_ON = (" ", "\t", "- ", "]", "}")  # how lines of a value begin after its first
WIDE = 10_000  # columns; a value stays on its line
LARGEST = 64 * 2**10  # letters of a front matter; reading takes a second for each 100 KB
LONGEST_NUMBER = 20  # digits; what has thousands of them Python refuses to write down


class _Loader(yaml.SafeLoader):
    """Reads what a form can show, whatever the reader of content will say of it.

    No alias, which lets a few lines stand for gigabytes; no number without an end; no sign that a
    database or a page cannot hold.
    """

    def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        if self.check_event(yaml.AliasEvent):
            raise yaml.YAMLError("alias")
        return super().compose_node(parent, index)

    def construct_yaml_int(self, node: yaml.ScalarNode) -> Any:
        short = len(str(node.value)) <= LONGEST_NUMBER
        return super().construct_yaml_int(node) if short else node.value

    def construct_yaml_str(self, node: yaml.ScalarNode) -> str:
        return UNPRINTABLE.sub("", str(super().construct_yaml_str(node)))


_Loader.add_constructor("tag:yaml.org,2002:int", _Loader.construct_yaml_int)
_Loader.add_constructor("tag:yaml.org,2002:str", _Loader.construct_yaml_str)


@dataclass(frozen=True)
class Parts:
    """A source in two: its front matter between its fences, and what stands below them."""

    front: list[str]  # lines with their ends, fences included
    body: str
    end: str  # how its lines end

    @property
    def text(self) -> str:
        return "".join(self.front) + self.body


def parts(source: bytes) -> Parts:
    """Taken apart; a source without front matter is all body."""
    text = source.decode("utf-8", "replace")
    lines = LINE.findall(text)
    end = "\r\n" if lines and lines[0].endswith("\r\n") else "\n"
    if lines and lines[0].removeprefix(BOM).rstrip() == FENCE:
        for number, line in enumerate(lines[1:], 2):
            if line.rstrip() == FENCE:
                return Parts(lines[:number], "".join(lines[number:]), end)
    return Parts([], text, end)


def body_of(source: bytes) -> str:
    """As a form shows it: every line ends alike."""
    return _alike(parts(source).body)


def with_body(source: bytes, body: str) -> bytes:
    """The same file with another body; a body that says the same changes no byte."""
    taken = parts(source)
    if _alike(body) == _alike(taken.body):
        return source
    return replace(taken, body=_alike(body).replace("\n", taken.end)).text.encode()


def text_of(source: bytes) -> str:
    return _alike(source.decode("utf-8", "replace"))


def with_text(source: bytes, text: str) -> bytes:
    """The whole file anew; the same text changes no byte."""
    if _alike(text) == text_of(source):
        return source
    return _alike(text).replace("\n", parts(source).end).encode()


def values_of(source: bytes) -> dict[str, Any]:
    """What the front matter says, as far as it can be read."""
    inner = "".join(parts(source).front[1:-1])
    if len(inner) > LARGEST:
        return {}
    try:
        found = yaml.load(inner, Loader=_Loader)  # noqa: S506  a safe one
    except (yaml.YAMLError, ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


def title_of(source: bytes) -> str:
    return " ".join(str(values_of(source).get("title") or "").split())


def with_values(source: bytes, values: Mapping[str, Any]) -> bytes:
    """Each key given its value, None taking it out; a key that says so already is left alone."""
    taken = parts(source)
    lines, known = list(taken.front) or [f"{FENCE}{taken.end}"] * 2, values_of(source)
    for key, value in values.items():
        if (key in known) != (value is not None) or known.get(key) != value:
            lines = _with_value(lines, key, value, taken.end)
    return replace(taken, front=lines).text.encode()


def _with_value(lines: list[str], key: str, value: Any, end: str) -> list[str]:
    first, last = _place(lines, key) or (len(lines) - 1, len(lines) - 1)
    return [*lines[:first], *written(key, value, end), *lines[last:]]


def _place(lines: list[str], key: str) -> tuple[int, int] | None:
    """The lines of a key with its value, comments and blanks after it left out."""
    begins = re.compile(rf"""(?:{re.escape(key)}|"{re.escape(key)}"|'{re.escape(key)}')\s*:""")
    first = next((n for n, line in enumerate(lines[1:-1], 1) if begins.match(line)), None)
    if first is None:
        return None
    after = first + 1
    for number in range(after, len(lines) - 1):
        line = lines[number]
        if line.strip() and not line.lstrip().startswith("#"):  # those belong to what follows them
            if not line.startswith(GOES_ON):
                break
            after = number + 1
    return first, after


def written(key: str, value: Any, end: str = "\n") -> list[str]:
    """A key as we write it: lists of words and tables line by line, all else on its own line."""
    if value is None:
        return []
    if isinstance(value, list) and value:
        return [f"{key}:{end}", *(f"  - {_inline(each)}{end}" for each in value)]
    if isinstance(value, dict) and any(map(_is_table, value.values())):
        inner = (line for name, it in value.items() for line in _below(name, it, end))
        return [f"{key}:{end}", *(f"  {line}" for line in inner)]
    return [f"{key}: {_inline(value)}{end}"]


def _is_table(value: Any) -> bool:
    return isinstance(value, list) and any(isinstance(each, dict) for each in value)


def _below(name: str, value: Any, end: str) -> list[str]:
    return written(name, value, end) if _is_table(value) else [f"{name}: {_inline(value)}{end}"]


def _inline(value: Any) -> str:
    flow = isinstance(value, list | dict)
    said = yaml.safe_dump(
        value, allow_unicode=True, sort_keys=False, default_flow_style=flow or None, width=WIDE
    )
    return str(said).removesuffix("\n").removesuffix("...").removesuffix("\n").replace("\n", " ")


def _alike(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")

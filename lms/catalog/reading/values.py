"""YAML as plain values, each with its place; nothing that YAML could do beyond that."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import yaml

from lms.catalog.reading.grammar import UNPRINTABLE
from lms.foundation.language import Sentence, say

Place = tuple[int, int]  # line and column, from 1
Path = tuple[int | str, ...]
DEEPEST = 6
TAGS = {f"tag:yaml.org,2002:{name}" for name in "str int float bool null timestamp".split()}


class Unreadable(Exception):
    """The YAML says something that front matter may not hold."""

    def __init__(self, place: Place, text: Sentence, mend: Sentence) -> None:
        super().__init__(text)
        self.line, self.column = place
        self.text, self.mend = text, mend


@dataclass
class Values:
    found: Any = None
    places: dict[Path, Place] = field(default_factory=dict)
    keys: dict[Path, Place] = field(default_factory=dict)

    def place(self, path: Path, *, of_key: bool = False) -> Place:
        """Where a value (or its key) is written, or the nearest thing around it."""
        known = self.keys if of_key else self.places
        while path and path not in known:
            path, known = path[:-1], self.places
        return known.get(path, (1, 1)) if path else (1, 1)


def read_values(text: str) -> Values:
    """The values of a YAML mapping; raises Unreadable or yaml.YAMLError."""
    _check_events(text)
    loader = yaml.SafeLoader(text)
    try:
        node = loader.get_single_node()
        values = Values()
        values.found = {} if node is None else _Taker(loader, values).take(node, ())
    finally:
        loader.dispose()
    if not isinstance(values.found, dict):
        raise Unreadable(
            (2, 1),
            say("Keterangan ini bukan pasangan kunci dan nilai."),
            say("Tulis kunci: nilai."),
        )
    return values


def _check_events(text: str) -> None:
    """Before values are made of them: no aliases, and no depth that takes minutes to read."""
    depth = 0
    for event in yaml.parse(text, Loader=yaml.SafeLoader):
        depth += isinstance(event, yaml.CollectionStartEvent)
        depth -= isinstance(event, yaml.CollectionEndEvent)
        if depth > DEEPEST:
            said = say("Nilai ini bersarang terlalu dalam.")
            raise Unreadable(_place(event), said, say("Sederhanakan."))
        if getattr(event, "anchor", None):
            raise Unreadable(
                _place(event),
                say("Tanda & atau * di awal nilai mempunyai arti khusus dalam YAML."),
                say("Apit nilainya dengan tanda kutip."),
            )


class _Taker:
    def __init__(self, loader: yaml.SafeLoader, values: Values) -> None:
        self.loader, self.values = loader, values

    def take(self, node: yaml.Node, path: Path) -> Any:
        self.values.places[path] = _place(node)
        if isinstance(node, yaml.MappingNode):
            return dict(self._pairs(node, path))
        if isinstance(node, yaml.SequenceNode):
            return [self.take(each, (*path, index)) for index, each in enumerate(node.value)]
        return self._scalar(node)

    def _pairs(self, node: yaml.MappingNode, path: Path) -> Iterator[tuple[str, Any]]:
        seen: set[str] = set()
        for key, value in node.value:
            name = self._key(key)
            if not name or name in seen:
                text = (
                    say("Kunci %(name)s ditulis dua kali.", name=name)
                    if name
                    else say("Kunci ini bukan kata.")
                )
                raise Unreadable(_place(key), text, say("Sisakan satu saja."))
            seen.add(name)
            self.values.keys[*path, name] = _place(key)
            yield name, self.take(value, (*path, name))

    def _key(self, node: yaml.Node) -> str:
        if not isinstance(node, yaml.ScalarNode):
            return ""
        self._scalar(node)
        return str(node.value)  # as written: `on` is a word here

    def _scalar(self, node: yaml.Node) -> Any:
        if node.tag not in TAGS:
            raise Unreadable(
                _place(node),
                say("Nilai ini tidak dikenal (%(tag)s).", tag=node.tag),
                say("Apit dengan kutip."),
            )
        if UNPRINTABLE.search(node.value):
            raise Unreadable(_place(node), say("Nilai ini memuat karakter kendali."), say("Hapus."))
        try:
            return self.loader.construct_object(node)
        except (ValueError, KeyError, AttributeError, OverflowError, yaml.YAMLError):
            raise Unreadable(
                _place(node),
                say("Nilai %(value)s tidak terbaca.", value=str(node.value)[:40]),
                say("Tanggal ditulis 2027-11-30; teks diapit tanda kutip."),
            ) from None


def _place(marked: yaml.Node | yaml.Event) -> Place:
    mark = marked.start_mark
    return (mark.line + 1, mark.column + 1) if mark else (1, 1)

"""The units and posts of one agency, found as files name them; and those that it has not yet."""

import re
from collections import defaultdict
from dataclasses import dataclass, field

from lms.foundation.language import Said, say
from lms.foundation.text import folded
from lms.identity.models import PostLevel


@dataclass(frozen=True, slots=True)
class Place:
    """A unit or post that is there (`id`), or is to be made (`key`), or neither for a reason."""

    id: int | None = None
    key: str = ""
    fault: Said = ""


@dataclass(frozen=True, slots=True)
class KnownUnit:
    id: int
    code: str
    name: str
    path: str


@dataclass(frozen=True, slots=True)
class KnownPost:
    id: int
    title: str
    level: PostLevel


@dataclass(frozen=True, slots=True)
class Fresh:
    """A unit or post that the file names and the agency has not."""

    kind: str  # "unit" or "post"
    key: str
    name: str
    code: str = ""
    parent_id: int | None = None
    parent_key: str = ""
    level: PostLevel | None = None


@dataclass
class Offices:
    """Looked up for each row of a file, so kept in mappings; what is missing gathers in `fresh`."""

    code: str  # of the agency; its first unit has the same
    units: list[KnownUnit]
    posts: list[KnownPost]
    taken: frozenset[str]  # codes of other agencies' units
    create: bool = False
    fresh: dict[tuple[str, str], Fresh] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._by_code = {it.code.casefold(): it for it in self.units}
        self._by_id = {it.id: it for it in self.units}
        self._named: dict[str, list[KnownUnit]] = defaultdict(list)
        for unit in self.units:
            self._named[folded(unit.name)].append(unit)
        self._titled: dict[str, list[KnownPost]] = defaultdict(list)
        for post in self.posts:
            self._titled[folded(post.title)].append(post)

    def unit(self, code: str, name: str, parent: str) -> Place:
        """By its code, else by its name below its parent."""
        known = self._by_code.get(code.casefold()) if code else None
        if known:
            return Place(known.id)
        if code and code.casefold() in self.taken:
            return Place(fault=say("Kode unit %(code)s milik instansi lain.", code=code))
        found = [it for it in self._named[folded(name)] if self._is_below(it, parent)]
        if len(found) == 1:
            return Place(found[0].id)
        if found:
            text = say(
                "Ada beberapa unit bernama %(name)s. Tulis kode unit atau unit induknya.", name=name
            )
            return Place(fault=text)
        if not name:
            return Place(fault=say("Tidak ada unit dengan kode %(code)s.", code=code))
        return self._new_unit(code, name, parent)

    def _is_below(self, unit: KnownUnit, parent: str) -> bool:
        """Whether the parent that is told is above it, near or far, or is the unit itself."""
        if not parent:
            return True
        above = (self._by_id.get(int(each)) for each in unit.path.strip("/").split("/") if each)
        return folded(parent) in {folded(it.name) for it in above if it}

    def _new_unit(self, code: str, name: str, parent: str) -> Place:
        key = f"{folded(parent)}/{folded(name)}"
        if ("unit", key) not in self.fresh:
            under = Place(self._root())
            if parent and folded(parent) != folded(name):
                under = self.unit("", parent, "")
                if under.fault and not under.key:
                    return Place(fault=under.fault)
            made = Fresh("unit", key, name, code, under.id, under.key)
            self.fresh["unit", key] = made
        if not self.create:
            return Place(
                key=key,
                fault=say("Unit %(name)s belum ada di instansi ini.", name=name),
            )
        return Place(key=key)

    def _root(self) -> int | None:
        root = self._by_code.get(self.code.casefold())
        return root.id if root else None

    def post(self, title: str, level: PostLevel | None) -> Place:
        """By its title, among those of this level where that is told."""
        named = self._titled[folded(title)]
        found = [it for it in named if level in {None, it.level}]
        if found and (level or len({it.level for it in found}) == 1):
            return Place(found[0].id)
        if level is None:
            text = say(
                "Jenjang jabatan %(title)s belum diketahui. Isi jenis jabatan, dan eselon untuk "
                "jabatan struktural.",
                title=title,
            )
            return Place(fault=text)
        key = f"{level}/{folded(title)}"
        self.fresh.setdefault(("post", key), Fresh("post", key, title, level=level))
        if not self.create:
            return Place(
                key=key, fault=say("Jabatan %(title)s belum ada di instansi ini.", title=title)
            )
        return Place(key=key)


def code_for(agency: str, name: str, taken: set[str]) -> str:
    """A code of one's own for a unit that came without."""
    stem = f"{agency}-{re.sub(r'[^a-z0-9]+', '-', folded(name)).strip('-')[:40]}"
    found, number = stem, 2
    while found.casefold() in taken:
        found, number = f"{stem}-{number}", number + 1
    return found

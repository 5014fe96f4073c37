"""A manuscript and a revision that both grew from one revision, brought together file by file."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cached_property
from typing import Protocol

from lms.authoring.front import with_text
from lms.authoring.joining import Joined, join
from lms.catalog.reading.grammar import MODULE


class Verdict(StrEnum):
    MINE = "mine"  # changed in the manuscript alone, or nowhere
    THEIRS = "theirs"  # changed in the revision alone
    ASKS = "asks"  # changed on both sides, each its own way
    JOINED = "joined"  # so, and both are taken


@dataclass(frozen=True)
class Side:
    """A file as one side has it: a text, or media by digest."""

    path: str
    source: bytes | None
    digest: str | None

    @property
    def content(self) -> bytes | str | None:
        return self.digest or self.source


@dataclass(frozen=True)
class Step:
    """What becomes of one file; a side that has it not is None."""

    key: str
    base: Side | None
    mine: Side | None
    theirs: Side | None
    verdict: Verdict

    @property
    def path(self) -> str:
        known = self.mine or self.theirs or self.base
        return known.path if known else self.key

    @cached_property
    def joined(self) -> Joined | None:
        """Of a text that both sides changed; none where that cannot be done without asking."""
        texts = [it.source if it else None for it in (self.base, self.mine, self.theirs)]
        found = [it for it in texts if it is not None]
        joined = join(*found) if self.verdict == Verdict.ASKS and len(found) == len(texts) else None
        return joined if joined and joined.text is not None else None


class _File(Protocol):
    @property
    def path(self) -> str: ...
    @property
    def source(self) -> bytes | None: ...
    @property
    def file_digest(self) -> str | None: ...


def sides(files: Iterable[_File]) -> dict[str, Side]:
    made = (Side(each.path, each.source, each.file_digest) for each in files)
    return {key_of(each.path): each for each in made}


def key_of(path: str) -> str:
    """What a file is called wherever its module stands."""
    named = MODULE.fullmatch(path)
    return f"{named['slug']}.{named['kind'] or 'lesson'}" if named else path


def steps(
    base: Mapping[str, Side], mine: Mapping[str, Side], theirs: Mapping[str, Side]
) -> list[Step]:
    """Of every file that any of them has, in the order of their paths."""
    keys = base.keys() | mine.keys() | theirs.keys()
    found = (_step(key, base.get(key), mine.get(key), theirs.get(key)) for key in keys)
    return sorted(found, key=lambda each: each.path)


def _step(key: str, base: Side | None, mine: Side | None, theirs: Side | None) -> Step:
    was, here, there = _content(base), _content(mine), _content(theirs)
    if here == was and there != was:
        verdict = Verdict.THEIRS
    else:
        verdict = Verdict.MINE if there in {here, was} else Verdict.ASKS
    return Step(key, base, mine, theirs, verdict)


def _content(side: Side | None) -> bytes | str | None:
    return side.content if side else None


def settled(step: Step, verdict: Verdict) -> Side | None:
    """The file as it comes out; it stands where the side put it that moved it."""
    joined = step.joined if verdict == Verdict.JOINED else None
    if joined and step.theirs and step.theirs.source is not None:
        text = with_text(step.theirs.source, joined.text or "")
        step = replace(step, mine=step.mine and replace(step.mine, source=text))
    chosen = step.theirs if verdict == Verdict.THEIRS else step.mine
    if chosen is None or step.mine is None or step.theirs is None:
        return chosen
    stayed = step.base is not None and step.mine.path == step.base.path
    return Side(step.theirs.path if stayed else step.mine.path, chosen.source, chosen.digest)

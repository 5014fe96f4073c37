"""A scene as its places, in the words of its author; and back again."""

from dataclasses import dataclass

from lms.catalog.reading.attributes import LINE, PAIR
from lms.catalog.reading.options import Option, split, trimmed
from lms.catalog.reading.scenes import CHOICE, ENDS
from lms.catalog.reading.sheet import Findings, Sheet

LEADS = " -> "


@dataclass(frozen=True)
class Choice:
    text: str = ""
    to: str = ""
    consequence: str = ""

    @property
    def is_blank(self) -> bool:
        return not (self.text or self.to or self.consequence)


@dataclass(frozen=True)
class Scene:
    identifier: str
    title: str = ""
    text: str = ""
    end: str = ""
    choices: tuple[Choice, ...] = ()


def scene_of(text: str) -> Scene | None:
    """What a form can hold of it; none where a line of it has no place there."""
    heading, named, *lines = [*text.split("\n"), ""][:2] + text.split("\n")[2:]
    found = LINE.match(named)
    given = [(it["name"], it["value"]) for it in PAIR.finditer(found["rest"])] if found else []
    if found is None or len(given) > 1 or any(n != "end" or v not in ENDS for n, v in given):
        return None
    sheet = Sheet("", b"", Findings())
    body = split(sheet, CHOICE, 3, lines)
    odd = body.general or any("".join(each.more).strip() for each in body.options)
    if odd or sheet.findings.mistakes:
        return None
    title, told = heading.removeprefix("##").strip(), "\n".join(body.stem).strip("\n")
    choices = tuple(map(_choice, body.options))
    return Scene(found["identifier"], title, told, given[0][1] if given else "", choices)


def _choice(option: Option) -> Choice:
    return Choice(option.said, option.mark, "\n".join(trimmed(option.feedback)).strip("\n"))


def written(it: Scene) -> str:
    """As the file is to say it."""
    end = f" end={it.end}" if it.end else ""
    parts = [f"## {it.title}\n{{#{it.identifier}{end}}}"]
    parts += [it.text] if it.text else []
    parts += ["\n".join(map(_written, it.choices))] if it.choices else []
    return "\n\n".join(parts)


def _written(it: Choice) -> str:
    quoted = [f"  > {line}".rstrip() for line in it.consequence.split("\n") if it.consequence]
    return "\n".join([f"- {it.text}{LEADS}{it.to}".rstrip(), *quoted])

"""A module with what was said of it: every remark at its paragraph, or told that it has none."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from lms.authoring.paragraphs import Paragraph, place
from lms.authoring.queries import Strand


@dataclass(frozen=True)
class Shown:
    """A thread where it stands now."""

    strand: Strand
    changed: bool = False  # what it is on reads otherwise today


@dataclass
class Remarked:
    """The threads of one module by what they are on."""

    whole: list[Shown] = field(default_factory=list)
    at: dict[int, list[Shown]] = field(default_factory=dict)  # by the paragraph's number
    of: dict[str, list[Shown]] = field(default_factory=dict)  # by the question's identifier
    lost: list[Shown] = field(default_factory=list)


def remarked(
    found: Sequence[Strand], page: Sequence[Paragraph], questions: Mapping[str, str]
) -> Remarked:
    """`questions`: the identifier and the heading of each that stands in the module today."""
    made, texts = Remarked(), [each.text for each in page]
    for strand in found:
        first = strand.first
        if first.question is not None:
            _question(made, strand, questions)
        elif first.position == 0:
            made.whole.append(Shown(strand))
        elif stands := place(first.quote, first.position, texts):
            made.at.setdefault(stands.number, []).append(Shown(strand, stands.changed))
        else:
            made.lost.append(Shown(strand))
    return made


def _question(made: Remarked, strand: Strand, questions: Mapping[str, str]) -> None:
    name = strand.first.question or ""
    if name in questions:
        changed = questions[name] != strand.first.quote
        made.of.setdefault(name, []).append(Shown(strand, changed))
    else:
        made.lost.append(Shown(strand))

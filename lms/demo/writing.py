"""What invented people write: memos on a case study, the feedback they get, and their answers."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from random import Random

import yaml

from lms.assignments.models import Verdict

MEMOS = Path(__file__).parent / "memos"


@dataclass(frozen=True)
class Writing:
    """Of one course: the first try and the better one of some people, each in the same place."""

    first: Sequence[str]
    second: Sequence[str]
    said: Mapping[Verdict, Sequence[tuple[str, str]]]  # feedback, and what the mentee answers

    def feedback(self, verdict: Verdict, place: int) -> tuple[str, str]:
        return self.said[verdict][place % len(self.said[verdict])]

    def somebody(self, chance: Random) -> int:
        """The place of one person's texts."""
        return chance.randrange(len(self.first))


@cache
def writing(course_slug: str) -> Writing | None:
    """None where nobody has written on the case study of that course yet."""
    file = MEMOS / f"{course_slug}.yaml"
    if not file.exists():
        return None
    held = yaml.safe_load(file.read_text(encoding="utf-8"))
    said = {
        Verdict.RETURNED: [_pair(each) for each in held["returned"]],
        Verdict.ACCEPTED: [_pair(each) for each in held["accepted"]],
    }
    first, second = ([unwrapped(each) for each in held[name]] for name in ("first", "second"))
    return Writing(first, second, said)


def _pair(held: Mapping[str, str]) -> tuple[str, str]:
    return unwrapped(held["said"]), unwrapped(held["answered"])


def unwrapped(text: str) -> str:
    """Paragraphs and points as people type them: one line each."""
    return re.sub(r" *\n(?!\n|\d+\.|- )(?<!\n\n) *", " ", text.strip())

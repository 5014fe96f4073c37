"""What a question's figures should make somebody look at."""

from collections.abc import Sequence
from enum import StrEnum

from lms.bank.statistics.choices import Choice
from lms.bank.statistics.items import LEAST, SAFE, Figures

EASY, HARD, WEAK = 0.95, 0.20, 0.15


class Flag(StrEnum):
    """The most pressing first."""

    NEGATIVE = "negative"  # who is good at the rest misses it: perhaps the key is wrong
    TEMPTING = "tempting"  # the upper group prefers a wrong option to the key
    HARD = "hard"
    EASY = "easy"
    WEAK = "weak"
    UNUSED = "unused"  # nobody chose a wrong option
    FEW = "few"  # too few answers to say anything; or, from LEAST on, much


def flags(found: Figures, choices: Sequence[Choice]) -> tuple[Flag, ...]:
    if found.asked < SAFE:
        return (Flag.FEW,)
    raised = {
        Flag.NEGATIVE: found.rest is not None and found.rest < 0,
        Flag.WEAK: found.rest is not None and 0 <= found.rest < WEAK,
        Flag.EASY: found.facility is not None and found.facility > EASY,
        Flag.HARD: _is_hard(found, choices),
        Flag.TEMPTING: _is_tempting(choices),
        Flag.UNUSED: any(not each.count for each in _wrong(choices)),
    }
    return tuple(flag for flag in Flag if raised.get(flag))


def tells_nothing(found: Figures) -> bool:
    return found.asked < LEAST


def _wrong(choices: Sequence[Choice]) -> list[Choice]:
    return [each for each in choices if each.number and not each.right]


def _rights(choices: Sequence[Choice]) -> list[Choice]:
    return [each for each in choices if each.right]


def _chance(choices: Sequence[Choice]) -> float:
    """What guessing would come to, where there is one right option."""
    options = [each for each in choices if each.number]
    return 1 / len(options) if len(_rights(choices)) == 1 else 0.0


def _is_hard(found: Figures, choices: Sequence[Choice]) -> bool:
    """Few reach it; or fewer than would by guessing, and that not by chance."""
    sure = found.facility_interval
    below = sure is not None and sure.high < _chance(choices)
    return below or (found.facility is not None and found.facility < HARD)


def _is_tempting(choices: Sequence[Choice]) -> bool:
    rights = _rights(choices)
    if len(rights) != 1:
        return False
    return any(each.upper > rights[0].upper for each in _wrong(choices))

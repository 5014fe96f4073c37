"""The honest rule of reading, shown and never hidden.

A lesson is done when the person says so, in no less than a third of its stated reading time by the
server's clock.
"""

import math
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from lms.catalog.kinds import Standing
from lms.catalog.library import Module, page
from lms.foundation import clock
from lms.foundation.errors import Conflict
from lms.foundation.language import Sentence, say

SHARE = 3  # one third


def minutes_of(facts: Mapping[str, Any]) -> int:
    """The stated reading time of a lesson, without what is practised away from the page."""
    return int(facts.get("reading", facts["minutes"]))


def least_seconds(minutes: int) -> int:
    return math.ceil(minutes * 60 / SHARE)


def seconds_left(minutes: int, standing: Standing | None) -> int:
    """How long the lesson must still be open; 0 when it may be called read."""
    if standing is None:
        return least_seconds(minutes)
    spent = clock.now() - standing.opened_at
    left = timedelta(seconds=least_seconds(minutes)) - max(spent, timedelta())
    return max(0, math.ceil(left.total_seconds()))


def rounded(seconds: int) -> int:
    """Up to the next ten seconds: near enough to wait for, and few pages to keep."""
    return -(-seconds // 10) * 10


def ensure_time(module: Module, standing: Standing | None) -> None:
    left = seconds_left(minutes_of(page(module.digest).facts), standing)
    if left:
        raise Conflict(
            say(
                "Bacaan ini dapat ditandai selesai %(left)s lagi. Aturannya: paling sedikit "
                "sepertiga dari waktu baca, dihitung sejak Anda membukanya.",
                left=spoken(left),
            )
        )


def spoken(seconds: int) -> Sentence:
    if seconds < 60:
        return say("%(count)d detik", count=seconds)
    return say("%(count)d menit", count=math.ceil(seconds / 60))


def demand(facts: Mapping[str, Any], standing: Standing | None) -> tuple[Sentence, Sentence | None]:
    """What a lesson asks, and what has been reached of it."""
    minutes = minutes_of(facts)
    least = spoken(least_seconds(minutes))
    text = say(
        "Baca “%(title)s”, paling sedikit %(least)s, lalu tandai selesai",
        title=facts["title"],
        least=least,
    )
    if standing is None:
        return text, say("Belum dibuka")
    left = seconds_left(minutes, standing)
    if standing.done_at is None and left:
        return text, say("Dapat ditandai %(left)s lagi", left=spoken(rounded(left)))
    return text, None if standing.done_at else say("Tinggal ditandai selesai")

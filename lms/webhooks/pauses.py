"""How long is waited between two tries: pure functions."""

from datetime import timedelta
from random import SystemRandom

WAITS = (
    timedelta(seconds=5),
    timedelta(seconds=30),
    timedelta(minutes=2),
    timedelta(minutes=10),
    timedelta(hours=1),
    timedelta(hours=4),
    timedelta(hours=10),
    timedelta(hours=21),
    timedelta(hours=36),
)
MOST = len(WAITS) + 1  # tries
JITTER = 0.1  # of a wait, on top of it, so that what failed together does not come back together
LONGEST_REST = 4  # a receiver that fails is asked again after the fourth wait at the latest
PATIENCE = timedelta(days=3)  # with a receiver that fails all the time; shorter than all waits
_chance = SystemRandom()


def wait_after(tries: int) -> timedelta:
    """Before the next try, after so many; raises IndexError after the last."""
    return WAITS[tries - 1] * (1 + JITTER * _chance.random())


def rest_after(streak: int) -> timedelta:
    """For which a receiver that failed so often on end is left alone, whatever waits for it."""
    return wait_after(min(streak, LONGEST_REST))

"""The words that somebody may have meant: those nearest to what was typed.

A word is compared with all that are known, so that the answer is the same on every engine; letters
are looked at first, which leaves few to be measured. People rarely slip on the first letter.
"""

from collections import Counter
from collections.abc import Sequence
from functools import lru_cache

SHORTEST = 4  # letters; of three, every other word is one slip away
LONG = 8  # letters, from which two slips are forgiven
MOST = 5  # words that are equally near


def forgiven(word: str) -> int:
    """How many slips a word of this length may hold; a number is what it is."""
    if len(word) < SHORTEST or not word.isalpha():
        return 0
    return 2 if len(word) >= LONG else 1


def nearest(word: str, known: Sequence[str], slips: int) -> tuple[str, ...]:
    """The known words at the least distance, of at most `slips`, in their order.

    Of two that are as near, letters turned round are likelier than one left out, and that than
    one too many.
    """
    if slips < 1:
        return ()
    measured = [
        (far, _changed(word, each), -len(each), each)
        for each in _alike(word, known, slips)
        if each != word and (far := distance(word, each, slips)) <= slips
    ]
    least = min((how[:-1] for how in measured), default=())
    return tuple(each for *how, each in measured if tuple(how) == least)[:MOST]


def _changed(one: str, other: str) -> int:
    """How many letters one word has that the other has not."""
    return (Counter(one) - Counter(other)).total() + (Counter(other) - Counter(one)).total()


def _alike(word: str, known: Sequence[str], slips: int) -> list[str]:
    """Those that begin alike and whose letters differ little: a slip changes two at most."""
    own, long = _letters(word), range(len(word) - slips, len(word) + slips + 1)
    return [
        each
        for each in known
        if (_letters(each) ^ own).bit_count() <= 2 * slips
        and len(each) in long
        and (word[0] in each[:2] or each[0] in word[:2])
    ]


@lru_cache(maxsize=131_072)
def _letters(word: str) -> int:
    """The set of letters as bits; two letters may share one, which lets more through."""
    bits = 0
    for each in word:
        bits |= 1 << (ord(each) & 63)
    return bits


def distance(one: str, other: str, most: int) -> int:
    """Letters added, left out, changed, or turned round with their neighbour.

    More than `most` may be told as `most` + 1. Each pair of letters is turned round once.
    """
    before: list[int] = []
    row = list(range(len(other) + 1))
    for at, letter in enumerate(one, 1):
        earlier, before, row = before, row, [at]
        for place, its in enumerate(other, 1):
            cost = min(before[place] + 1, row[-1] + 1, before[place - 1] + (letter != its))
            if _turned(one, other, at, place):
                cost = min(cost, earlier[place - 2] + 1)
            row.append(cost)
        if min(*row, *before) > most:
            return most + 1
    return min(row[-1], most + 1)


def _turned(one: str, other: str, at: int, place: int) -> bool:
    """Whether the letters that end here stand in the other word the other way round."""
    if at < 2 or place < 2:
        return False
    return one[at - 1] == other[place - 2] and one[at - 2] == other[place - 1]

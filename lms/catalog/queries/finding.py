"""The courses that somebody looks for, the best first.

The database answers where terms are; what that is worth is worked out here (BM25), in one order of
additions and with ties broken by title, so that both engines give the same list in the same order.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache, reduce
from math import log

from lms.catalog import library
from lms.catalog.queries.listing import Edition, Listed, Listing, listing, vocabulary
from lms.catalog.queries.terms import Sought, Weights, sought
from lms.catalog.queries.wishes import Counts, Wish, counts
from lms.foundation.spelling import forgiven, nearest
from lms.foundation.words import asked

SATURATION, BY_LENGTH = 1.2, 0.5  # BM25's k1 and b
DIGITS = 6  # to which scores are compared
SUGGESTED = 3


@dataclass(frozen=True)
class Suggestion:
    """Other words that would find something."""

    words: str
    total: int


@dataclass(frozen=True)
class Found:
    """All that a wish finds, over all pages."""

    courses: tuple[Listed, ...]
    counts: Counts
    sought: tuple[Sought, ...]
    asked: bool  # whether there was a word to look for
    unfiltered: int  # how many the words alone would find


@lru_cache(maxsize=256)
def found(at: Edition, agency_id: int | None, wish: Wish) -> Found:
    """`wish` without its page, so that all pages are worked out once."""
    listed, words = listing(at, agency_id), asked(wish.words)
    looked = tuple(sought(at, agency_id, words)) if words else ()
    if wish.words and not words:
        matching: list[Listed] = []
    else:
        matching = _ranked(listed, looked) if words else list(listed.courses.values())
    met = tuple(it for it in matching if wish.is_met(it)) if wish.filters else tuple(matching)
    return Found(met, counts(matching, wish), looked, bool(words), len(matching))


def _ranked(listed: Listing, words: Sequence[Sought]) -> list[Listed]:
    """The courses that have every word."""
    first, *others = sorted((each.weights.keys() for each in words), key=len)
    everywhere = reduce(lambda held, its: held & its, others, set(first))
    told = [(each.weights, rarity(each, listed)) for each in words]
    scores = {it: _score(listed, listed.courses[it], told) for it in everywhere}
    # In the order of titles, which sorting keeps among courses of one score.
    matching = [course for course_id, course in listed.courses.items() if course_id in everywhere]
    return sorted(matching, key=lambda course: -scores[course.id])


def _score(listed: Listing, course: Listed, told: Sequence[tuple[Weights, float]]) -> float:
    against = SATURATION * (1 - BY_LENGTH + BY_LENGTH * course.length / listed.length)
    total = 0.0
    for weights, tells in told:
        weight = weights[course.id]
        total += tells * weight / (weight + against)
    return round(total, DIGITS)


def rarity(word: Sought, listed: Listing) -> float:
    """What a word tells: much where few courses have it."""
    having = len(word.weights)
    return log(1 + (len(listed.courses) - having + 0.5) / (having + 0.5))


def suggestions(at: Edition, agency_id: int | None, wish: Wish) -> list[Suggestion]:
    """Where nothing was found: words a slip further away, or the same words without one of them."""
    words = asked(wish.words)
    tried = [*_respelt(at, agency_id, words), *_without_one(words)]
    totals = {it: len(found(at, agency_id, Wish(words=it)).courses) for it in tried}
    return [Suggestion(it, total) for it, total in totals.items() if total][:SUGGESTED]


def _respelt(at: Edition, agency_id: int | None, words: Sequence[str]) -> list[str]:
    looked = {each.word: each for each in found(at, agency_id, Wish(words=" ".join(words))).sought}
    known = vocabulary(at, agency_id)
    near: Mapping[str, Sequence[str]] = {
        word: nearest(word, known, forgiven(word) + 1)
        for word in words
        if not looked[word].weights and word.isalpha()
    }
    return [
        " ".join(it if each == word else each for each in words)
        for word, its in near.items()
        for it in its
    ]


def _without_one(words: Sequence[str]) -> list[str]:
    if len(words) < 2:
        return []
    return [" ".join((*words[:at], *words[at + 1 :])) for at in range(len(words))]


library.shelve(found)

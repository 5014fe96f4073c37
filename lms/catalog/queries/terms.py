"""Where the catalogue has the terms of words that are asked for."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from sqlalchemy import select

from lms.catalog import library
from lms.catalog.models import SearchTerm
from lms.catalog.postings import Spot, unpack
from lms.catalog.queries.listing import Edition, listing, vocabulary
from lms.foundation.database import rows
from lms.foundation.spelling import forgiven, nearest
from lms.foundation.words import terms

MOST = 1024  # terms kept; a common one of 1,000 courses takes 50 KB
BEGUN = 3  # letters from which a word may be the beginning of others
BEGINNINGS = 20

Weights = Mapping[int, int]  # of a term, by course


class _Kept(dict[tuple[Edition, str], Weights]):
    def cache_clear(self) -> None:
        self.clear()


_kept = _Kept()
library.shelve(_kept)


@dataclass(frozen=True)
class Sought:
    """One word that is asked for, as it is looked for."""

    word: str
    instead: tuple[str, ...] = ()  # what is looked for, where nothing is called as was typed
    terms: tuple[str, ...] = ()
    weights: Weights = field(default_factory=dict)  # in the courses that are open to the agency


def sought(at: Edition, agency_id: int | None, asked: Sequence[str]) -> list[Sought]:
    """Each word as it was typed or, where no open course has it, as it may have been meant."""
    whole = _weights(at, {term for word in asked for term in terms(word)})
    found = [_sought(at, agency_id, word, [word], whole) for word in asked]
    strange = [each.word for each in found if not each.weights]
    if not strange:
        return found
    meant = {word: _meant(word, vocabulary(at, agency_id)) for word in strange}
    more = _weights(at, {term for near in meant.values() for it in near for term in terms(it)})
    return [
        _sought(at, agency_id, each.word, meant[each.word], more) if each.word in meant else each
        for each in found
    ]


def _meant(word: str, known: Sequence[str]) -> list[str]:
    """The words that it begins; where it begins none, those that are a slip away."""
    if len(word) >= BEGUN:
        longer = [each for each in known if each.startswith(word)]
        if longer:
            return longer[:BEGINNINGS]
    return list(nearest(word, known, forgiven(word)))


def _sought(
    at: Edition,
    agency_id: int | None,
    word: str,
    forms: Sequence[str],
    whole: Mapping[str, Weights],
) -> Sought:
    courses = listing(at, agency_id).courses
    own = tuple(dict.fromkeys(term for form in forms for term in terms(form) if whole[term]))
    weights: dict[int, int] = {}
    for term in own:
        for course_id, weight in whole[term].items():
            if course_id in courses:
                weights[course_id] = weights.get(course_id, 0) + weight
    return Sought(word, tuple(form for form in forms if form != word), own, weights)


def _weights(at: Edition, wanted: Iterable[str]) -> dict[str, Weights]:
    """The terms' weights in all courses, in one statement for those that are not kept."""
    wanted = sorted(wanted)
    missing = [term for term in wanted if (at, term) not in _kept]
    fresh = _read(missing) if missing else {}
    found = {term: fresh[term] if term in fresh else _kept[at, term] for term in wanted}
    if len(_kept) + len(fresh) > MOST:
        _kept.clear()
    _kept.update({(at, term): its for term, its in fresh.items()})
    return found


def _read(missing: Sequence[str]) -> dict[str, Weights]:
    found: dict[str, dict[int, int]] = {term: {} for term in missing}
    columns = (SearchTerm.term, SearchTerm.course_id, SearchTerm.weight)
    wanted = select(*columns).where(SearchTerm.term.in_(missing))
    for term, course_id, weight in rows(wanted):
        found[term][course_id] = weight
    return dict(found)


def spots(words: Iterable[Sought], course_ids: Sequence[int]) -> dict[tuple[str, int], list[Spot]]:
    """Where these courses have the terms of the words, by term and course."""
    wanted = [term for each in words for term in each.terms]
    columns = (SearchTerm.term, SearchTerm.course_id, SearchTerm.places)
    of_them = select(*columns).where(
        SearchTerm.term.in_(wanted), SearchTerm.course_id.in_(course_ids)
    )
    return {(term, course): list(unpack(places)) for term, course, places in rows(of_them)}

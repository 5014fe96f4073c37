"""What is shown of a course that was found: the modules that have the words, a piece of each."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice

from sqlalchemy import and_, or_, select

from lms.catalog import library
from lms.catalog.models import Course, RevisionModule, SearchedText
from lms.catalog.postings import Spot
from lms.catalog.queries.finding import DIGITS, SATURATION, found, rarity
from lms.catalog.queries.listing import Edition, Listed, Listing, listing
from lms.catalog.queries.terms import Sought, spots
from lms.catalog.queries.wishes import Wish
from lms.foundation.database import AnyRow, rows
from lms.foundation.words import WORD, term_of

PAGE = 20
MODULES = 2  # shown of one course
BEFORE, AFTER = 40, 120  # letters around the place in the text

Where = Mapping[tuple[str, int], Sequence[Spot]]  # by term and course
# A text in pieces, each with whether it is what was looked for.
Marked = tuple[tuple[str, bool], ...]


@dataclass(frozen=True)
class Shown:
    """A module that has the words; without a number, the course's own page."""

    number: int
    slug: str
    title: Marked
    excerpt: Marked


@dataclass(frozen=True)
class Hit:
    """A course on a page of what was found."""

    course: Listed
    title: Marked
    summary: Marked
    modules: tuple[Shown, ...] = ()
    others: int = 0  # modules that have the words too


@dataclass(frozen=True)
class _Place:
    """A place of a course, worth so much, where the rarest word stands at so many letters."""

    course_id: int
    number: int
    score: float
    at: int | None


@lru_cache(maxsize=512)
def hits(at: Edition, agency_id: int | None, wish: Wish) -> tuple[Hit, ...]:
    """The courses of the wish's page, in their order."""
    start = (wish.page - 1) * PAGE
    everything = found(at, agency_id, wish.on_page(1))
    courses = everything.courses[start : start + PAGE]
    if not everything.sought:
        return tuple(Hit(it, _plain(it.title), _plain(it.summary)) for it in courses)
    wanted = frozenset(term for each in everything.sought for term in each.terms)
    listed = listing(at, agency_id)
    where = spots(everything.sought, [it.id for it in courses])
    places = {it.id: _places(it.id, everything.sought, where, listed) for it in courses}
    shown = {it.id: _chosen(places[it.id]) for it in courses}
    texts = _texts([place for each in shown.values() for place in each])
    return tuple(_hit(it, wanted, places[it.id], shown[it.id], texts) for it in courses)


def _places(
    course_id: int, sought: Sequence[Sought], where: Where, listed: Listing
) -> list[_Place]:
    """Those that have a word, the best first."""
    scores: dict[int, float] = {}
    first: dict[int, tuple[float, int]] = {}  # how much the word tells there, and where it stands
    for each in sought:
        tells = rarity(each, listed)
        for number, weight, at in _spots(each, course_id, where):
            scores[number] = scores.get(number, 0.0) + tells * weight / (weight + SATURATION)
            if at is not None:
                first[number] = max(first.get(number, (-1.0, 0)), (tells, -at))
    made = [
        _Place(
            course_id, number, round(score, DIGITS), -first[number][1] if number in first else None
        )
        for number, score in scores.items()
    ]
    return sorted(made, key=lambda place: (-place.score, place.number))


def _spots(word: Sought, course_id: int, where: Where) -> list[Spot]:
    return [spot for term in word.terms for spot in where.get((term, course_id), ())]


def _chosen(places: Sequence[_Place]) -> list[_Place]:
    """The best modules; the course's own page where no module has a word, and its text has."""
    modules = list(islice((place for place in places if place.number), MODULES))
    return modules or [place for place in places if place.at is not None]


def _texts(places: Sequence[_Place]) -> Mapping[tuple[int, int], AnyRow]:
    if not places:
        return {}
    numbers: dict[int, list[int]] = {}
    for place in places:
        numbers.setdefault(place.course_id, []).append(place.number)
    # Not as a list of pairs, for which SQLite reads the whole table.
    wanted = or_(
        *(
            and_(SearchedText.course_id == course_id, SearchedText.place.in_(its))
            for course_id, its in numbers.items()
        )
    )
    module = and_(
        RevisionModule.revision_id == Course.revision_id,
        RevisionModule.position == SearchedText.place,
    )
    key = (SearchedText.course_id, SearchedText.place)
    found = rows(
        select(*key, SearchedText.text, RevisionModule.slug, RevisionModule.title)
        .join(Course, Course.id == SearchedText.course_id)
        .outerjoin(RevisionModule, module)
        .where(wanted)
    )
    return {(row[0], row[1]): row for row in found}


def _hit(
    course: Listed,
    wanted: frozenset[str],
    places: Sequence[_Place],
    chosen: Sequence[_Place],
    texts: Mapping[tuple[int, int], AnyRow],
) -> Hit:
    language = course.language
    modules = []
    for place in chosen:
        _, _, text, slug, title = texts[place.course_id, place.number]
        excerpt = () if place.at is None else cut(text, place.at, wanted, language)
        modules.append(
            Shown(place.number, slug or "", marked(title or "", wanted, language), excerpt)
        )
    others = sum(1 for place in places if place.number) - sum(1 for it in modules if it.number)
    title, summary = (marked(it, wanted, language) for it in (course.title, course.summary))
    return Hit(course, title, summary, tuple(modules), others)


def _plain(text: str) -> Marked:
    return ((text, False),)


def marked(text: str, wanted: frozenset[str], language: str) -> Marked:
    """The text with the words told that were looked for."""
    pieces: list[tuple[str, bool]] = []
    done = 0
    for word in WORD.finditer(text):
        if term_of(word[0], language) in wanted:
            pieces += [(text[done : word.start()], False), (word[0], True)]
            done = word.end()
    return tuple(piece for piece in [*pieces, (text[done:], False)] if piece[0])


def cut(text: str, at: int, wanted: frozenset[str], language: str) -> Marked:
    """Some words before and after the place, whole, with signs where the text goes on."""
    start, end = max(0, at - BEFORE), min(len(text), at + AFTER)
    if start:
        start = text.find(" ", start, at) + 1 or at
    if end < len(text):
        end = max(text.rfind(" ", at, end), at) if " " in text[at:end] else end
    begun = (("… ", False),) if start else ()
    going_on = ((" …", False),) if end < len(text) else ()
    return (*begun, *marked(text[start:end], wanted, language), *going_on)


library.shelve(hits)

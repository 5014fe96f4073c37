"""One page of the catalogue as somebody of an agency sees it."""

from dataclasses import dataclass

from lms.catalog.queries.excerpts import PAGE, Hit, hits
from lms.catalog.queries.finding import Found, Suggestion, found, suggestions
from lms.catalog.queries.listing import Edition, Listing, edition, listing
from lms.catalog.queries.wishes import Wish


@dataclass(frozen=True)
class Catalogue:
    """What was found, the page of it, and what else could be asked."""

    at: Edition
    everything: Listing
    found: Found
    hits: tuple[Hit, ...]
    suggestions: list[Suggestion]
    page: int

    @property
    def total(self) -> int:
        return len(self.found.courses)

    @property
    def pages(self) -> int:
        return max(1, -(-self.total // PAGE))

    @property
    def respelt(self) -> list[tuple[str, tuple[str, ...]]]:
        """Words that no course has, each with what was looked for instead."""
        return [
            (each.word, each.instead)
            for each in self.found.sought
            if each.instead and not each.instead[0].startswith(each.word)
        ]


def catalogue(agency_id: int | None, wish: Wish) -> Catalogue:
    """A page that is not there is the last; `Catalogue.page` says which it is."""
    at = edition()
    everything = found(at, agency_id, wish.on_page(1))
    page = min(wish.page, max(1, -(-len(everything.courses) // PAGE)))
    others = suggestions(at, agency_id, wish) if everything.asked and not everything.courses else []
    listed = hits(at, agency_id, wish.on_page(page))
    return Catalogue(at, listing(at, agency_id), everything, listed, others, page)

"""Whom a proposal is for, as it stands in the page's address, one choice after the other."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from flask import url_for

from lms.foundation.database import AnyRow
from lms.foundation.errors import NotFound
from lms.foundation.language import say
from lms.identity.models import Role
from lms.identity.queries import Scope, people_called, people_in
from lms.identity.queries import scope_of as scope_of_role
from lms.mentoring import queries
from lms.mentoring.models import Proposer
from lms.mentoring.queries import Places

Side = Literal["mentor", "mentee"]
MOST = 20  # people whom one search shows
LONGEST_WORDS = 100
NOBODY = say("Orang itu tidak ada dalam lingkup Anda. Cari lagi lewat halaman ini.")


@dataclass(frozen=True)
class Candidate:
    """Somebody who could be a side, with what one must know before choosing them."""

    person: AnyRow
    places: Places
    mentored: bool


@dataclass(frozen=True)
class Choosing:
    """The two sides as far as they are chosen; a side chooses only the other one."""

    role: str  # "mentor", "mentee", or "office" for who chooses both
    scope: Scope  # among whom
    mentor: Candidate | None = None
    mentee: Candidate | None = None
    words: str = ""

    @property
    def missing(self) -> Side | None:
        if self.mentee is None:
            return "mentee"
        return "mentor" if self.mentor is None else None

    def address(self, **changes: int | None) -> str:
        """The same page with somebody chosen, or given up."""
        said: dict[str, Any] = {"role": self.role}
        for side, candidate in (("mentor", self.mentor), ("mentee", self.mentee)):
            if self.role != side:
                said[side] = changes.get(side, candidate.person.id if candidate else None)
        return url_for("mentoring.propose", **said)


def scope_of(person_id: int, agency_id: int | None, role: str) -> Scope:
    """Among whom one may choose: an overseer in their scope, a side in their own agency."""
    if role == "office":
        return queries.scope_of(person_id)
    return Scope(frozenset({agency_id} if agency_id else ()))


def read(given: Mapping[str, str], scope: Scope, person_id: int) -> Choosing:
    """Raises NotFound for somebody outside the scope."""
    role = given.get("role", "mentee")
    chosen = {side: _id(given.get(side, "")) for side in ("mentor", "mentee")}
    if role in chosen:
        chosen[role] = person_id
    ids = {each for each in chosen.values() if each}
    found = candidates(people_in(scope, ids)) if ids else {}
    if not ids <= found.keys():
        raise NotFound(NOBODY)
    words = " ".join(given.get("q", "")[:LONGEST_WORDS].split())
    mentor, mentee = (found.get(chosen[side] or 0) for side in ("mentor", "mentee"))
    return Choosing(role, scope, mentor, mentee, words)


def _id(typed: str) -> int | None:
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 10 else None


def candidates(people: Sequence[AnyRow]) -> dict[int, Candidate]:
    ids = [each.id for each in people]
    places, mentored = queries.places(ids), queries.mentored_among(ids)
    return {it.id: Candidate(it, places[it.id], it.id in mentored) for it in people}


def search(choosing: Choosing) -> list[Candidate]:
    """Who answers to the words, but for the side that is chosen already; nobody without words."""
    if not choosing.words or choosing.missing is None:
        return []
    taken = {each.person.id for each in (choosing.mentor, choosing.mentee) if each}
    found = people_called(choosing.scope, choosing.words, MOST + len(taken))
    return list(candidates([each for each in found if each.id not in taken][:MOST]).values())


def proposer(choosing: Choosing, person_id: int) -> Proposer:
    """As what the person proposes: an officer where their agency's grant holds both."""
    if choosing.role != "office":
        return Proposer(choosing.role)
    wide = scope_of_role(person_id, Role.PROGRAMME_OFFICER)
    both = [each.person for each in (choosing.mentor, choosing.mentee) if each]
    holds = all(wide.holds(each.agency_id, each.unit_path) for each in both)
    return Proposer.OFFICER if holds else Proposer.UNIT_HEAD

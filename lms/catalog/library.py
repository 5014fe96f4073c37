"""The immutable parts of courses, kept in process by digest or revision number.

Only what can never change lies here; which revision is current is asked of the database each time.
"""

from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType
from typing import Any, Protocol

from sqlalchemy import bindparam, select

from lms.catalog.models import Course, Document, QuestionVersion, Revision, RevisionModule
from lms.foundation.database import row, rows
from lms.foundation.errors import NotFound


@dataclass(frozen=True)
class Module:
    position: int
    slug: str
    kind: str
    title: str
    minutes: int
    digest: str


@dataclass(frozen=True)
class Outline:
    """A revision's modules in order, with what its course.md says."""

    revision_id: int
    number: int
    course_id: int
    course_slug: str
    modules: tuple[Module, ...]
    facts: MappingProxyType[str, Any]
    html: str
    places: MappingProxyType[str, int]  # slug to index in `modules`

    @property
    def title(self) -> str:
        return str(self.facts["title"])

    def module(self, slug: str) -> Module | None:
        place = self.places.get(slug)
        return None if place is None else self.modules[place]

    def neighbours(self, slug: str) -> tuple[Module | None, Module | None]:
        """The modules before and after."""
        place = self.places[slug]
        before = self.modules[place - 1] if place else None
        after = self.modules[place + 1] if place + 1 < len(self.modules) else None
        return before, after

    def required(self) -> tuple[Module, ...]:
        """The modules that completion asks for."""
        wanted = self.facts["completion"]["require"]
        if wanted == "all":
            return self.modules
        return tuple(module for module in self.modules if module.slug in set(wanted))


@dataclass(frozen=True)
class Page:
    """A document's HTML and facts."""

    digest: str
    kind: str
    html: str
    facts: MappingProxyType[str, Any]


_OUTLINE = (
    select(
        Revision.id,
        Revision.number,
        Course.id,
        Course.slug,
        Document.facts,
        Document.html,
    )
    .join(Course, Course.id == Revision.course_id)
    .join(Document, Document.digest == Revision.document_digest)
    .where(Revision.id == bindparam("revision"))
)
_MODULES = (
    select(
        RevisionModule.position,
        RevisionModule.slug,
        RevisionModule.kind,
        RevisionModule.title,
        RevisionModule.minutes,
        RevisionModule.document_digest,
    )
    .where(RevisionModule.revision_id == bindparam("revision"))
    .order_by(RevisionModule.position)
)
_PAGE = select(Document.kind, Document.html, Document.facts).where(
    Document.digest == bindparam("digest")
)
_QUESTION = select(
    QuestionVersion.type,
    QuestionVersion.competency_code,
    QuestionVersion.level,
    QuestionVersion.topic,
    QuestionVersion.points,
    QuestionVersion.key,
    QuestionVersion.content,
).where(QuestionVersion.digest == bindparam("digest"))


@lru_cache(maxsize=512)
def outline(revision_id: int) -> Outline:
    """Raises NotFound for a revision that is not there."""
    found = row(_OUTLINE, {"revision": revision_id})
    if found is None:
        raise NotFound
    listed = rows(_MODULES, {"revision": revision_id})
    modules = tuple(Module(*tuple(each)) for each in listed)
    _, number, course_id, slug, facts, html = found
    places = MappingProxyType({module.slug: place for place, module in enumerate(modules)})
    return Outline(
        revision_id, number, course_id, slug, modules, MappingProxyType(facts), html, places
    )


@lru_cache(maxsize=2048)
def page(digest: str) -> Page:
    """Raises NotFound for a document that is not there."""
    found = row(_PAGE, {"digest": digest})
    if found is None:
        raise NotFound
    kind, html, facts = found
    return Page(digest, kind, html, MappingProxyType(facts))


@dataclass(frozen=True)
class Question:
    """One wording of a question, with what a page shows and marking needs."""

    digest: str
    type: str
    competency: str | None
    level: int | None
    topic: str
    points: int
    key: str
    content: MappingProxyType[str, Any]


@lru_cache(maxsize=8192)
def question(digest: str) -> Question:
    """Raises NotFound for a version that is not there."""
    found = row(_QUESTION, {"digest": digest})
    if found is None:
        raise NotFound
    kind, competency, level, topic, points, key, content = found
    facts = MappingProxyType(content)
    return Question(digest, kind, competency, level, topic, points, key, facts)


class Shelf(Protocol):
    """What keeps things in process under all that they were made from."""

    def cache_clear(self) -> None: ...


_shelves: list[Shelf] = [outline, page, question]


def shelve(*shelves: Shelf) -> None:
    """Let `forget` know of these; called where they are made."""
    _shelves.extend(shelves)


def forget() -> None:
    """Empty the shelves; for tests that open one database after another."""
    for shelf in _shelves:
        shelf.cache_clear()

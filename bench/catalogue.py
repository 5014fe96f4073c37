"""A catalogue of many modules, made of the words of our own courses, as common as there."""

import random
from collections import Counter
from collections.abc import Iterator, Sequence
from hashlib import sha256
from typing import Any

from sqlalchemy import insert, select

from bench.seed import write
from lms.catalog.models import Course, Document, Revision, RevisionModule, SearchedText
from lms.catalog.publishing.indexing import index
from lms.foundation import clock
from lms.foundation.database import db, transaction
from lms.foundation.words import words

MODULES = 10  # of a course
WORDS = 150  # of a module
THEMES = ("digital", "pelayanan", "kepemimpinan", "tata-kelola")
FACTS = {"prerequisites": [], "goals": [], "authors": [], "completion": {"require": "all"}}


class Words:
    """The words of what was published, drawn as often as they are used."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)  # noqa: S311  chance in a benchmark needs a seed
        texts = db.session.scalars(select(SearchedText.text).order_by(SearchedText.place))
        counts = Counter(text[word.start : word.end] for text in texts for word in words(text))
        self.known, weights = zip(*sorted(counts.items()), strict=True)
        self.weights = list(weights)

    def some(self, count: int) -> str:
        return " ".join(self.chance.choices(self.known, self.weights, k=count))

    def typed(self) -> str:
        """One, two or three words, one time in twenty with two letters turned round."""
        text = self.some(self.chance.choice((1, 2, 2, 3)))
        if self.chance.random() < 0.05 and len(text) > 4:
            at = self.chance.randrange(1, len(text) - 2)
            text = text[:at] + text[at + 1] + text[at] + text[at + 2 :]
        return text


def fill(agency_id: int, modules: int, seed: int = 1) -> Words:
    """So many modules in courses of ten, found by their words."""
    drawn = Words(seed)
    for number in range(modules // MODULES):
        with transaction():
            _course(agency_id, number, drawn)
    return drawn


def _course(agency_id: int, number: int, drawn: Words) -> None:
    course = Course(
        slug=f"kursus-{number}",
        agency_id=agency_id,
        title=drawn.some(4).capitalize(),
        summary=drawn.some(20).capitalize(),
        theme=drawn.chance.choice(THEMES),
        language="id",
        jp=drawn.chance.randint(1, 12),
        form_code=drawn.chance.choice((9, 16)),
    )
    db.session.add(course)
    db.session.flush()
    texts = [drawn.some(WORDS) for _ in range(MODULES + 1)]
    digests = [sha256(f"{number}/{place}".encode()).hexdigest() for place in range(MODULES + 1)]
    write(Document, _documents(digests, texts))
    course.revision_id = db.session.execute(
        insert(Revision).returning(Revision.id), _revision(course.id, digests[0])
    ).scalar_one()
    write(RevisionModule, _modules(course.revision_id, digests[1:], drawn))
    db.session.flush()
    index(course.id)


def _documents(digests: Sequence[str], texts: Sequence[str]) -> Iterator[dict[str, Any]]:
    for digest, text in zip(digests, texts, strict=True):
        html = f"<p>{text}</p>"
        yield {"digest": digest, "kind": "lesson", "source": b"", "html": html, "facts": FACTS}


def _revision(course_id: int, digest: str) -> dict[str, Any]:
    facts = {"course_id": course_id, "number": 1, "digest": digest, "note": ""}
    return {**facts, "document_digest": digest, "published_at": clock.now()}


def _modules(revision_id: int, digests: Sequence[str], drawn: Words) -> Iterator[dict[str, Any]]:
    for position, digest in enumerate(digests, 1):
        yield {
            "revision_id": revision_id,
            "position": position,
            "slug": f"modul-{position}",
            "kind": "lesson",
            "title": drawn.some(3).capitalize(),
            "minutes": 5,
            "file_name": f"{position:02}-modul-{position}.md",
            "document_digest": digest,
        }

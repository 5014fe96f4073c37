"""The words of a course's current revision are written down, so that it is found by them."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from sqlalchemy import delete, insert, select, update

from lms.catalog.models import (
    Course,
    Document,
    Revision,
    RevisionModule,
    SearchedCourse,
    SearchedText,
    SearchTerm,
)
from lms.catalog.postings import Spot, pack
from lms.catalog.publishing.passages import Passage, of_course, of_module
from lms.foundation.database import AnyRow, db, rows
from lms.foundation.words import term, words


@dataclass
class _Index:
    """What is written for one course."""

    language: str
    spots: dict[str, list[Spot]] = field(default_factory=lambda: defaultdict(list))
    texts: list[str] = field(default_factory=list)  # by place
    words: set[str] = field(default_factory=set)
    length: int = 0

    def add(self, passages: Sequence[Passage]) -> None:
        """One place more."""
        weights: dict[str, int] = defaultdict(int)
        first: dict[str, int] = {}
        for passage in passages:
            for word in words(passage.text):
                found = term(passage.text[word.start : word.end], word.normal, self.language)
                weights[found] += passage.weight
                self.words.add(word.normal)
                if passage.shown:
                    first.setdefault(found, word.start)
        place = len(self.texts)
        for found, weight in weights.items():
            self.spots[found].append(Spot(place, weight, first.get(found)))
        self.texts.append("".join(passage.text for passage in passages if passage.shown))
        self.length += sum(weights.values())


def index(course_id: int) -> None:
    """Make the words of the course's current revision those that it is found by."""
    course = db.session.get_one(Course, course_id)
    made = _Index(course.language)
    opening, modules = _documents(course)
    made.add(of_course(course, opening.facts, opening.html))
    for module in modules:
        made.add(of_module(module.title, module.facts, module.html))
    for table in (SearchTerm, SearchedText, SearchedCourse):
        db.session.execute(delete(table).where(table.course_id == course_id))
    _write(course_id, made)
    counted = update(Course).where(Course.id == course_id).values(changes=Course.changes + 1)
    db.session.execute(counted, execution_options={"synchronize_session": False})


def index_all(*, missing: bool = False) -> int:
    """Every published course anew, or those that have no words yet; answers how many."""
    wanted = select(Course.id).where(Course.revision_id.is_not(None)).order_by(Course.id)
    if missing:
        wanted = wanted.where(Course.id.not_in(select(SearchedCourse.course_id)))
    found = db.session.scalars(wanted).all()
    for course_id in found:
        index(course_id)
    return len(found)


def _documents(course: Course) -> tuple[AnyRow, Sequence[AnyRow]]:
    opening = (
        select(Document.facts, Document.html)
        .join(Revision, Revision.document_digest == Document.digest)
        .where(Revision.id == course.revision_id)
    )
    modules = (
        select(RevisionModule.title, Document.facts, Document.html)
        .join(Document, Document.digest == RevisionModule.document_digest)
        .where(RevisionModule.revision_id == course.revision_id)
        .order_by(RevisionModule.position)
    )
    return rows(opening)[0], rows(modules)


def _write(course_id: int, made: _Index) -> None:
    whole = {"length": made.length, "words": " ".join(sorted(made.words))}
    db.session.execute(insert(SearchedCourse), [{"course_id": course_id, **whole}])
    texts = [
        {"course_id": course_id, "place": place, "text": text}
        for place, text in enumerate(made.texts)
    ]
    db.session.execute(insert(SearchedText), texts)
    if made.spots:
        db.session.execute(insert(SearchTerm), list(_terms(course_id, made)))


def _terms(course_id: int, made: _Index) -> Iterable[dict[str, object]]:
    for found, spots in sorted(made.spots.items()):
        weight = sum(spot.weight for spot in spots)
        row = {"term": found, "course_id": course_id, "weight": weight}
        yield {**row, "places": pack(spots)}

"""A quiz that thousands have answered, written as rows."""

from dataclasses import dataclass
from datetime import timedelta
from hashlib import sha256
from typing import Any
from uuid import UUID

from flask import Flask
from sqlalchemy import (
    Insert,
    Integer,
    String,
    Text,
    Update,
    case,
    cast,
    func,
    insert,
    literal,
    select,
    text,
    true,
    update,
)
from sqlalchemy.dialects.postgresql import JSONB

from bench import seed
from bench.coursework import COURSE
from lms.assessment.models import Attempt, Mark, SubmittedBy
from lms.catalog.models import Course, QuestionVersion, Revision, RevisionModule
from lms.foundation import clock
from lms.foundation.database import db, transaction

SLUG = "kuis-besar"
OPTIONS = [{"html": f"<p>Pilihan {n}</p>", "right": n == 1, "feedback": ""} for n in range(1, 5)]


@dataclass(frozen=True)
class Quiz:
    course_id: int
    module_slug: str


def fill(app: Flask, questions: int, attempts: int) -> Quiz:
    """As many people, each at one attempt; the able are right more often."""
    people = seed.fill(app, attempts).people
    digests = [sha256(str(each).encode()).hexdigest() for each in range(questions)]
    same = _same(questions)
    with transaction():
        seed.write(QuestionVersion, map(_version, digests, range(questions)))
        seed.write(Attempt, (_attempt(each, same) for each in people))
        db.session.execute(_marks())
        db.session.execute(_points(questions))
        if db.engine.dialect.name == "postgresql":  # its own housekeeping does so within a minute
            db.session.execute(text("ANALYZE"))
    return Quiz(same["course_id"], SLUG)


def _same(questions: int) -> dict[str, Any]:
    revision = db.session.scalars(select(Revision)).first()
    assert revision
    agency = select(Course.agency_id).where(Course.id == revision.course_id)
    document = select(RevisionModule.document_digest).where(RevisionModule.kind == "quiz")
    moment = clock.now()
    return {
        "agency_id": db.session.scalar(agency),
        "course_id": revision.course_id,
        "module_slug": SLUG,
        "revision_id": revision.id,
        "document_digest": db.session.scalars(document).first(),
        "number": 1,
        "seed": 1,
        "drawn": [],
        "length": questions,
        "started_at": moment - timedelta(hours=2),
        "submitted_at": moment - timedelta(hours=1),
        "submitted_by": SubmittedBy.PERSON,
        "most_points": questions,
        "passed": True,
    }


def _version(digest: str, place: int) -> dict[str, Any]:
    content = {"stem": "", "heading": f"Soal {place}", "general": "", "options": OPTIONS}
    return {
        "digest": digest,
        "key": f"{COURSE}#besar-{place:03d}",
        "type": "single",
        "competency_code": None,
        "level": None,
        "topic": "",
        "points": 1,
        "source": "",
        "content": content,
    }


def _attempt(someone: seed.Someone, same: dict[str, Any]) -> dict[str, Any]:
    own = {"id": UUID(int=someone.id), "person_id": someone.id}
    return same | own | {"enrolment_id": someone.enrolment_id}


def _marks() -> Insert:
    """Every answer, made by the database: figures that look random, and are the same each time."""
    person, place = Attempt.person_id, cast(func.substr(QuestionVersion.key, -3), Integer) + 1
    if db.engine.dialect.name == "postgresql":  # which counts from the left alone
        place = cast(func.right(QuestionVersion.key, 3), Integer) + 1
    chance = (person * 7919 + place * 104_729 + person * place * 31) % 997
    able, easy = (person * 37) % 500, (place * 13) % 400
    right = case((chance < able + easy, 1), else_=0)
    chosen = case((right == 1, 1), else_=2 + chance % 3)
    value = cast(literal('{"answer": "') + cast(chosen, String) + '"}', Text)
    if db.engine.dialect.name == "postgresql":
        value = cast(value, JSONB)
    columns = ["attempt_id", "place", "question_digest", "value", "points", "most_points"]
    many = (Attempt.id, place, QuestionVersion.digest, value, right, literal(1))
    every = select(*many).join_from(Attempt, QuestionVersion, true())
    found = every.where(Attempt.module_slug == SLUG, QuestionVersion.key.contains("#besar-"))
    # As they come in real life: those of one attempt lie together.
    return insert(Mark).from_select(columns, found.order_by(Attempt.id))


def _points(questions: int) -> Update:
    own = select(func.sum(Mark.points)).where(Mark.attempt_id == Attempt.id).scalar_subquery()
    told = update(Attempt).where(Attempt.module_slug == SLUG)
    return told.values(points=own, score=100 * own / questions)

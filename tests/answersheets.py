"""Answers of many people at a quiz, written as rows: what item analysis is tested on."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any
from uuid import UUID

from sqlalchemy import func, insert, select

from courses import SLUG
from lms.assessment.models import Attempt, Mark, SubmittedBy
from lms.catalog import queries as catalog
from lms.catalog.library import Question, page, question
from lms.catalog.models import Revision, RevisionModule
from lms.foundation.database import db, transaction
from lms.identity.models import Person, StaffKind
from lms.learning.actions import open_default_run
from lms.learning.models import Enrolment, EnrolmentState

NOON = datetime(2026, 11, 2, 5, tzinfo=UTC)
Sheet = Mapping[str, tuple[Any, float]]  # by a question's identifier: the answer, and its share

_idents = count(1)


def asked(module_slug: str) -> dict[str, Question]:
    """The questions of a quiz of the small course, by identifier."""
    found = map(question, page(_document(module_slug)).facts["questions"])
    return {each.key.partition("#")[2]: each for each in found}


def _document(module_slug: str) -> str:
    revision = catalog.course(SLUG).revision_id
    told = select(RevisionModule.document_digest).where(RevisionModule.revision_id == revision)
    return str(db.session.scalars(told.where(RevisionModule.slug == module_slug)).one())


def enrolled(number: int) -> list[int]:
    """So many new people in the small course; answers the ids of their enrolments."""
    course = catalog.course(SLUG)
    start = db.session.scalar(select(func.max(Person.id))) or 0
    ids = range(start + 1, start + number + 1)
    with transaction():
        run = open_default_run(course)
        same = {"run_id": run.id, "course_id": course.id, "agency_id": course.agency_id}
        same |= {"state": EnrolmentState.ACTIVE, "enrolled_at": NOON}
        _write(Person, [_person(each) for each in ids])
        _write(Enrolment, [same | {"id": each, "person_id": each} for each in ids])
    return list(ids)


def _person(ident: int) -> dict[str, Any]:
    plain = {"staff_kind": StaffKind.PNS, "active": True, "created_at": NOON}
    return plain | {"id": ident, "nip": f"1990010120100{ident:05d}", "name": f"Pegawai {ident}"}


def hand_in(
    enrolments: Sequence[int], sheets: Sequence[Sheet], module_slug: str = "kuis", number: int = 1
) -> None:
    """One attempt each, a minute after the other; what a sheet leaves out was not asked."""
    course, questions = catalog.course(SLUG), asked(module_slug)
    revision = db.session.scalars(
        select(Revision.id).where(Revision.course_id == course.id)
    ).first()
    same = {
        "agency_id": course.agency_id,
        "course_id": course.id,
        "revision_id": revision,
        "module_slug": module_slug,
        "document_digest": _document(module_slug),
        "number": number,
        "seed": 1,
        "drawn": [],
        "submitted_by": SubmittedBy.PERSON,
    }
    attempts, marks = [], []
    for who, sheet in zip(enrolments, sheets, strict=True):
        moment = NOON + timedelta(days=number, minutes=next(_idents))
        ident = UUID(int=next(_idents))
        own = [_mark(ident, n, questions[name], *given) for n, (name, given) in _places(sheet)]
        points, most = (sum(each[it] for each in own) for it in ("points", "most_points"))
        attempts.append(
            same
            | {"id": ident, "enrolment_id": who, "person_id": who, "length": len(own)}
            | {"started_at": moment, "submitted_at": moment, "passed": points > most / 2}
            | {"points": points, "most_points": most, "score": round(100 * points / most, 2)}
        )
        marks += own
    with transaction():
        _write(Attempt, attempts)
        _write(Mark, marks)


def _places(sheet: Sheet) -> list[tuple[int, tuple[str, tuple[Any, float]]]]:
    return list(enumerate(sheet.items(), 1))


def _mark(ident: UUID, place: int, asked: Question, answer: Any, share: float) -> dict[str, Any]:
    return {
        "attempt_id": ident,
        "place": place,
        "question_digest": asked.digest,
        "value": {"answer": answer, "unsure": False},
        "most_points": asked.points,
        "points": share * asked.points,
    }


def _write(model: Any, rows: list[dict[str, Any]]) -> None:
    db.session.execute(insert(model), rows)


def graded(number: int) -> list[Sheet]:
    """People from the weakest to the best, who meet five questions that grow harder."""
    return [
        {
            "uji-001": ("1", 1) if place > number * 0.1 else ("2", 0),
            "uji-002": (["1", "2"], 1) if place % 3 else (["1"], 0.5),
            "uji-003": ("2", 0) if place > number * 0.6 else ("1", 1),  # the key is wrong
            "uji-004": ("NIP", 1) if place > number * 0.5 else (["=1+1", "NIK "][place % 2], 0),
            "uji-005": ("18", 1) if place > number * 0.8 else ("", 0),
        }
        for place in range(1, number + 1)
    ]

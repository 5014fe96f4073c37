"""What assessments have shown of a person, beside what the post asks for."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import bindparam, select

from lms.catalog.models import Course
from lms.competency.models import Evidence
from lms.foundation.prepared import Prepared
from lms.identity.queries import post_of
from lms.standards.queries import Described, competencies, required_levels


@dataclass(frozen=True)
class Shown:
    """One evidence: the level, or none where too few questions were asked to say."""

    level: int | None
    rule: str
    shown_at: datetime
    course_title: str
    points: float
    most_points: float


@dataclass(frozen=True)
class ProfileLine:
    """One competency of a person; without evidence only what the post requires is known."""

    code: str
    name: str
    required: int | None
    latest: Shown | None
    best: Shown | None
    meaning: str  # the behaviour of the best level, "" where there is none

    @property
    def reached(self) -> int | None:
        return self.best.level if self.best else None


_EVIDENCE = (
    select(
        Evidence.competency_code,
        Evidence.level,
        Evidence.rule,
        Evidence.shown_at,
        Course.title,
        Evidence.detail,
    )
    .join(Course, Course.id == Evidence.course_id)
    .order_by(Evidence.shown_at, Evidence.id)
)
_OF_PERSON = Prepared(_EVIDENCE.where(Evidence.person_id == bindparam("person")))
_OF_SOURCE = Prepared(
    _EVIDENCE.where(
        Evidence.source_kind == bindparam("kind"), Evidence.source_id == bindparam("source")
    )
)


def profile(person_id: int, day: date) -> list[ProfileLine]:
    """Every competency of which something was shown, or which the person's post asks for."""
    found = _by_competency(_OF_PERSON.all(person=person_id))
    required = _required(person_id, day)
    return [
        _line(each, found.get(each.code, []), required.get(each.code))
        for each in competencies(found.keys() | required.keys())
    ]


def shown_by(source_kind: str, source_id: str, person_id: int, day: date) -> list[ProfileLine]:
    """What one source showed of the person, beside what the post asks for on `day`."""
    found = _by_competency(_OF_SOURCE.all(kind=source_kind, source=source_id))
    if not found:
        return []
    required = _required(person_id, day)
    return [_line(each, found[each.code], required.get(each.code)) for each in competencies(found)]


def _required(person_id: int, day: date) -> dict[str, int]:
    post = post_of(person_id, day)
    return required_levels(post, day) if post else {}


def _by_competency(evidence: Sequence[tuple[Any, ...]]) -> dict[str, list[Shown]]:
    """The evidences of each competency, the latest last."""
    found: dict[str, list[Shown]] = {}
    for code, level, rule, shown_at, title, detail in evidence:
        points, most = _points_of(detail)
        found.setdefault(code, []).append(Shown(level, rule, shown_at, title, points, most))
    return found


def _points_of(detail: dict[str, Any]) -> tuple[float, float]:
    """Those that came, and those that could be had, over all levels."""
    asked = detail.values()
    return sum(each["points"] for each in asked), sum(each["most_points"] for each in asked)


def _line(competency: Described, evidence: list[Shown], required: int | None) -> ProfileLine:
    best = max(reversed(evidence), key=_height, default=None)
    behaviours = dict(enumerate(competency.levels, 1))
    return ProfileLine(
        code=competency.code,
        name=competency.name,
        required=required,
        latest=evidence[-1] if evidence else None,
        best=best,
        meaning=behaviours.get(best.level or 0, "") if best else "",
    )


def _height(evidence: Shown) -> int:
    """What was judged beats what was not; among equals `max` takes the first it meets."""
    return -1 if evidence.level is None else evidence.level

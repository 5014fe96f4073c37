"""By what SIASN knows an agency, its forms of development and its courses, today."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import case, func, select

from lms.foundation.database import AnyRow, db, rows
from lms.records.models import Completion
from lms.records.queries.siasn import STRUCTURAL
from lms.siasn.models import AgencyRule, CourseRule, FormRule
from lms.standards.models import DevelopmentForm

# Applications disagree about the letter of these, so an officer says which.
DISPUTED = frozenset({8, 10})


@dataclass(frozen=True)
class Rules:
    """All rules of one agency on one day."""

    agency: AgencyRule | None
    forms: dict[int, FormRule]
    courses: dict[int, CourseRule]

    @property
    def unsure(self) -> list[int]:
        """Forms of which nobody said the letter yet."""
        return sorted(DISPUTED - self.forms.keys())

    @property
    def structural(self) -> list[int]:
        """Courses whose structural training SIASN knows."""
        return sorted(key for key, rule in self.courses.items() if rule.structural_id)


def rules_of(agency_id: int, day: date) -> Rules:
    return Rules(agency_rule(agency_id), form_rules(agency_id, day), course_rules(agency_id))


def agency_rule(agency_id: int) -> AgencyRule | None:
    own = select(AgencyRule).where(AgencyRule.agency_id == agency_id)
    return db.session.scalars(own.order_by(AgencyRule.id.desc()).limit(1)).first()


def form_rules(agency_id: int, day: date) -> dict[int, FormRule]:
    """The newest that has begun, by form."""
    begun = select(FormRule).where(FormRule.agency_id == agency_id, FormRule.since <= day)
    found = db.session.scalars(begun.order_by(FormRule.since, FormRule.id))
    return {each.form_code: each for each in found}


def course_rules(agency_id: int) -> dict[int, CourseRule]:
    """The newest, by course."""
    own = select(CourseRule).where(CourseRule.agency_id == agency_id)
    return {each.course_id: each for each in db.session.scalars(own.order_by(CourseRule.id))}


def courses(agency_id: int) -> Sequence[AnyRow]:
    """Courses that people of this agency completed, those of structural leadership first."""
    title = func.max(Completion.course_title).label("title")
    form = func.min(Completion.form_code).label("form_code")
    asked = select(Completion.course_id, title, form).where(Completion.agency_id == agency_id)
    first = case((form == STRUCTURAL, 0), else_=1)
    return rows(asked.group_by(Completion.course_id).order_by(first, title))


def forms() -> Sequence[DevelopmentForm]:
    return db.session.scalars(select(DevelopmentForm).order_by(DevelopmentForm.code)).all()

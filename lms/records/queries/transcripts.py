"""One person's own records."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import bindparam, exists, select

from lms.foundation.database import AnyRow, db, rows
from lms.identity.models import Person
from lms.records.models import Completion
from lms.records.queries.wanted import CURRENT
from lms.records.queries.years import year_for
from lms.standards.models import DevelopmentForm

_OWN = (
    select(
        Completion.enrolment_id,
        Completion.course_slug,
        Completion.course_title,
        Completion.provider,
        Completion.form_code,
        DevelopmentForm.name.label("form"),
        Completion.jp,
        Completion.score,
        Completion.completed_on,
        Completion.legal_basis,
        Completion.reason,
    )
    .outerjoin(DevelopmentForm, DevelopmentForm.code == Completion.form_code)
    .where(Completion.person_id == bindparam("person"), CURRENT)
    .order_by(Completion.completed_on.desc(), Completion.position.desc())
)


def completions_of(person_id: int) -> Sequence[AnyRow]:
    """What the person has completed, the latest first, corrections in place of what they mend."""
    return rows(_OWN, {"person": person_id})


def has_earned(person: Person, course_id: int, day: date) -> bool:
    """Whether the course gave the person JP in the JP year that `day` lies in."""
    year = year_for(person.staff_kind, person.contract_start, day)
    earlier = exists().where(
        Completion.person_id == person.id,
        Completion.course_id == course_id,
        Completion.completed_on.between(year.since, year.until),
        Completion.jp > 0,
        CURRENT,
    )
    return bool(db.session.scalar(select(earlier)))

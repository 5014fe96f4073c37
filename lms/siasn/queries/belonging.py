"""Records of enrolments, found by their people: the register has an index by person alone."""

from collections.abc import Sequence

from sqlalchemy import ColumnElement, and_, select

from lms.learning.models import Enrolment
from lms.records.models import Completion


def of_enrolments(enrolment_ids: Sequence[int]) -> ColumnElement[bool]:
    people = select(Enrolment.person_id).where(Enrolment.id.in_(enrolment_ids))
    return and_(Completion.person_id.in_(people), Completion.enrolment_id.in_(enrolment_ids))

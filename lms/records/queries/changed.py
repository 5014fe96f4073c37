"""Certificates as they stand, by the position of their last change, for who pulls by cursor."""

from sqlalchemy import select

from lms.identity.queries import Scope
from lms.records.models import Certified, Completion, CompletionPerson
from lms.records.queries.texts import identifier_text, moment_text
from lms.records.queries.wanted import AnySelect, Wanted, narrowed

_COLUMNS = (
    Certified.position,
    identifier_text(Completion.id).label("completion_id"),
    CompletionPerson.nip,
    CompletionPerson.name,
    Completion.course_slug,
    Completion.course_title,
    moment_text(Completion.completed_at).label("completed_at"),
    Certified.number.label("certificate_number"),
    Certified.status.label("certificate_status"),
)


def certificate_changes(scope: Scope, wanted: Wanted) -> AnySelect:
    """Each certificate once, with its current record; `after` is a position of changes."""
    statement: AnySelect = (
        select(*_COLUMNS)
        .join(CompletionPerson, CompletionPerson.completion_id == Completion.id)
        .join(Certified, Certified.enrolment_id == Completion.enrolment_id)
        .where(Certified.position > wanted.after)
    )
    found = narrowed(statement, scope, Wanted(**vars(wanted) | {"after": 0}))
    return found.order_by(Certified.position)

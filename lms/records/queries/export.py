"""The records as others take them over: every column that is promised to them, by position."""

from sqlalchemy import select

from lms.identity.queries import Scope
from lms.records.models import Completion, CompletionPerson
from lms.records.queries import certified
from lms.records.queries.texts import identifier_text, moment_text, score_text
from lms.records.queries.wanted import AnySelect, Wanted, by_position

_COLUMNS = (
    Completion.position,
    identifier_text(Completion.id).label("completion_id"),
    Completion.agency_code,
    CompletionPerson.nip,
    CompletionPerson.name,
    Completion.unit_code,
    CompletionPerson.unit_name,
    CompletionPerson.post,
    Completion.rank_group,
    Completion.staff_kind,
    Completion.course_slug,
    Completion.course_title,
    Completion.theme,
    Completion.run,
    Completion.provider,
    Completion.revision,
    Completion.form_code,
    Completion.jp,
    score_text(Completion.score).label("score"),
    moment_text(Completion.started_at).label("started_at"),
    moment_text(Completion.completed_at).label("completed_at"),
    certified.NUMBER.label("certificate_number"),
    certified.STATUS.label("certificate_status"),
    Completion.recorded_by,
    Completion.legal_basis,
    identifier_text(Completion.replaces).label("replaces"),
)


def register_export(scope: Scope, wanted: Wanted) -> AnySelect:
    """The statement whose rows, in this order and under these names, are an export.

    Every value is a text, a whole number or nothing.
    """
    statement: AnySelect = (
        select(*_COLUMNS)
        .join(CompletionPerson, CompletionPerson.completion_id == Completion.id)
        .outerjoin(*certified.JOINED)
    )
    return by_position(statement, scope, wanted)

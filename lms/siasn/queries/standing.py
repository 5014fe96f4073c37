"""How each record of the register stands with SIASN, worked out by the engine."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, String, and_, case, cast, func, or_, select

from lms.foundation.database import AnyRow, row, rows
from lms.identity.queries import Scope
from lms.records.models import Completion, CompletionPerson
from lms.records.queries import Wanted, certified
from lms.records.queries.wanted import AnySelect, narrowed
from lms.siasn.lacking import Missing, anything, missing
from lms.siasn.models import Entry, EntryState, Sending, SendingState, SiasnPerson
from lms.siasn.queries.belonging import of_enrolments
from lms.siasn.queries.rules import Rules

PAGE = 50


class Standing(StrEnum):
    MISSING = "missing"
    READY = "ready"
    QUEUED = "queued"
    UNKNOWN = "unknown"
    REFUSED = "refused"
    DIFFERS = "differs"  # from what was sent
    SENT = "sent"
    REMOVED = "removed"


@dataclass(frozen=True)
class Wish:
    """Which records are asked for; an empty one asks for all."""

    wanted: Wanted = field(default_factory=Wanted)
    standing: Standing | None = None
    missing: Missing | None = None


_QUEUED = Sending.state == SendingState.RUNNING
_VALID = func.coalesce(certified.VALID_NUMBER, "")
_DIFFERS = or_(Entry.completion_id != Completion.id, Entry.number != _VALID)
_COLUMNS = (
    Completion.id,
    Completion.enrolment_id,
    Completion.person_id,
    Completion.course_id,
    Completion.course_title,
    Completion.completed_on,
    Completion.jp,
    Completion.form_code,
    CompletionPerson.name,
    CompletionPerson.nip,
    CompletionPerson.unit_name,
    certified.NUMBER.label("number"),
    Entry.siasn_id,
    Entry.sending_id,
)


def _standing(rules: Rules) -> ColumnElement[str]:
    state = Entry.state
    return case(
        (_QUEUED, Standing.QUEUED.value),
        (state.in_([EntryState.SENDING, EntryState.UNKNOWN]), Standing.UNKNOWN.value),
        (and_(state == EntryState.ACCEPTED, _DIFFERS), Standing.DIFFERS.value),
        (state == EntryState.ACCEPTED, Standing.SENT.value),
        (and_(state == EntryState.REMOVED, Entry.number == _VALID), Standing.REMOVED.value),
        (state == EntryState.REFUSED, Standing.REFUSED.value),
        (anything(rules), Standing.MISSING.value),
        else_=Standing.READY.value,
    )


def _sendable(rules: Rules) -> ColumnElement[bool]:
    """Nothing is missing, and it is not there as it is, nor waiting to be sent."""
    standings = (Standing.READY, Standing.REFUSED, Standing.UNKNOWN, Standing.DIFFERS)
    return and_(_standing(rules).in_([each.value for each in standings]), ~anything(rules))


def _among(statement: AnySelect, scope: Scope, rules: Rules, wish: Wish) -> AnySelect:
    joined = (
        statement.select_from(Completion)
        .join(CompletionPerson, CompletionPerson.completion_id == Completion.id)
        .outerjoin(*certified.JOINED)
        .outerjoin(SiasnPerson, SiasnPerson.person_id == Completion.person_id)
        .outerjoin(Entry, Entry.enrolment_id == Completion.enrolment_id)
        .outerjoin(Sending, Sending.id == Entry.sending_id)
    )
    if wish.standing:
        joined = joined.where(_standing(rules) == wish.standing.value)
    if wish.missing:
        joined = joined.where(missing(rules)[wish.missing])
    return narrowed(joined, scope, wish.wanted)


def _of_each(rules: Rules) -> list[ColumnElement[Any]]:
    found = missing(rules)
    lacks: list[ColumnElement[Any]] = [found[each].label(f"lacks_{each}") for each in Missing]
    return [_standing(rules).label("standing"), _sendable(rules).label("sendable"), *lacks]


def list_records(scope: Scope, rules: Rules, wish: Wish, page: int) -> Sequence[AnyRow]:
    """One page, the latest completed first."""
    latest = (Completion.completed_on.desc(), Completion.position.desc())
    asked = _among(select(*_COLUMNS, *_of_each(rules)), scope, rules, wish).order_by(*latest)
    return rows(asked.limit(PAGE).offset((page - 1) * PAGE))


def one_of(scope: Scope, rules: Rules, enrolment_id: int) -> AnyRow | None:
    """The current record of an enrolment, within the scope."""
    asked = _among(select(*_COLUMNS, *_of_each(rules)), scope, rules, Wish())
    return row(asked.where(of_enrolments([enrolment_id])))


def list_size(scope: Scope, rules: Rules, wish: Wish) -> int:
    found = row(_among(select(func.count(Completion.id)), scope, rules, wish))
    return found[0] if found else 0


def list_counts(
    scope: Scope, rules: Rules, wanted: Wanted
) -> tuple[dict[Standing, int], dict[Missing, int]]:
    """How many records stand how, and of those that are not ready how many lack what."""
    standing = cast(_standing(rules), String).label("standing")
    lacks = [
        func.sum(case((each, 1), else_=0)).label(name) for name, each in missing(rules).items()
    ]
    asked = _among(select(standing, func.count().label("many"), *lacks), scope, rules, Wish(wanted))
    found = {each.standing: each for each in rows(asked.group_by(standing))}
    counts = {each: found[each].many if each in found else 0 for each in Standing}
    lacking = found.get(Standing.MISSING)
    return counts, {each: int(getattr(lacking, each)) if lacking else 0 for each in Missing}


def list_sendable(
    scope: Scope, rules: Rules, wish: Wish, among: Sequence[int] | None = None
) -> list[int]:
    """The enrolments of records that can be sent, oldest first; of `among`, where it is given."""
    asked = _among(select(Completion.enrolment_id), scope, rules, wish).where(_sendable(rules))
    if among is not None:
        asked = asked.where(of_enrolments(among))
    return [each[0] for each in rows(asked.order_by(Completion.position))]

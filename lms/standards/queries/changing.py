"""Changes to rules: what officers proposed, and how it ended."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import Select, and_, select
from sqlalchemy.orm import aliased

from lms.foundation.database import AnyRow, db, rows
from lms.foundation.errors import NotFound
from lms.identity import queries as identity
from lms.identity.models import Agency, Person, Role
from lms.standards.models import STEPS, Change, PartChange, RuleChange, RuleStepKind

_proposer, _closer = aliased(Person), aliased(Person)


def _changes(of: type[Change]) -> tuple[Select[*tuple[Any, ...]], Any, Any]:
    """The columns of the change, who proposed it, when and why, and the step that ended it.

    And the steps by which it began and ended, to ask by.
    """
    begun, ended = aliased(STEPS[of]), aliased(STEPS[of])
    asked: Select[*tuple[Any, ...]] = (
        select(
            *of.__table__.columns,  # type: ignore[attr-defined]  # each of them is a table
            begun.person_id.label("proposed_by"),
            begun.reason.label("why"),
            begun.at,
            _proposer.name.label("proposer"),
            ended.kind.label("end"),
            ended.reason.label("answer"),
            ended.at.label("ended_at"),
            _closer.name.label("closer"),
        )
        .select_from(of)
        .join(begun, and_(begun.change_id == of.id, begun.kind == RuleStepKind.PROPOSED))
        .join(_proposer, _proposer.id == begun.person_id)
        .outerjoin(ended, and_(ended.change_id == of.id, ended.kind != RuleStepKind.PROPOSED))
        .outerjoin(_closer, _closer.id == ended.person_id)
    )
    return asked, begun, ended


def changes_among(among: Any, of: type[Change] = RuleChange) -> Sequence[AnyRow]:
    """The changes that this clause lets through, the latest first."""
    asked, begun, _ = _changes(of)
    return rows(asked.where(among).order_by(begun.id.desc()))


def waiting_changes(of: type[Change] = RuleChange) -> Sequence[AnyRow]:
    asked, begun, ended = _changes(of)
    return rows(asked.where(ended.id.is_(None)).order_by(begun.id.desc()))


def one_change(of: type[Change], change_id: UUID) -> AnyRow:
    """Raises NotFound."""
    found = changes_among(of.id == change_id, of)
    if not found:
        raise NotFound
    return found[0]


def rule_change(change_id: UUID) -> AnyRow:
    """Raises NotFound."""
    return one_change(RuleChange, change_id)


def part_change(change_id: UUID) -> AnyRow:
    """Raises NotFound."""
    return one_change(PartChange, change_id)


def ruling_agency(person_id: int) -> int | None:
    """The province whose BKD the person is an officer of as a whole; none: of no province.

    The code of a province ends with 00, as in 1500; its regencies and cities count up from there.
    """
    kept = identity.scope_of(person_id, Role.BKD_OFFICER).agencies
    province = Agency.code.endswith("00")
    return db.session.scalar(select(Agency.id).where(Agency.id.in_(sorted(kept)), province))

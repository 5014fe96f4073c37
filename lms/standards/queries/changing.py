"""Changes to rules of JP: what officers proposed, and how it ended."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import Select, and_, select
from sqlalchemy.orm import aliased

from lms.foundation.database import AnyRow, db, rows
from lms.foundation.errors import NotFound
from lms.identity import queries as identity
from lms.identity.models import Agency, Person, Role
from lms.standards.models import RuleChange, RuleStep, RuleStepKind

_ends = aliased(RuleStep)
_proposer, _closer = aliased(Person), aliased(Person)


def _changes() -> Select[*tuple[Any, ...]]:
    """The columns of the change, who proposed it, when and why, and the step that ended it."""
    begun, ended = RuleStep, _ends
    return (
        select(
            *RuleChange.__table__.columns,
            begun.person_id.label("proposed_by"),
            begun.reason.label("why"),
            begun.at,
            _proposer.name.label("proposer"),
            ended.kind.label("end"),
            ended.reason.label("answer"),
            ended.at.label("ended_at"),
            _closer.name.label("closer"),
        )
        .select_from(RuleChange)
        .join(begun, and_(begun.change_id == RuleChange.id, begun.kind == RuleStepKind.PROPOSED))
        .join(_proposer, _proposer.id == begun.person_id)
        .outerjoin(
            ended, and_(ended.change_id == RuleChange.id, ended.kind != RuleStepKind.PROPOSED)
        )
        .outerjoin(_closer, _closer.id == ended.person_id)
    )


def changes_among(among: Any) -> Sequence[AnyRow]:
    """The changes that this clause lets through, the latest first."""
    return rows(_changes().where(among).order_by(RuleStep.id.desc()))


def waiting_changes() -> Sequence[AnyRow]:
    return changes_among(_ends.id.is_(None))


def rule_change(change_id: UUID) -> AnyRow:
    """Raises NotFound."""
    found = changes_among(RuleChange.id == change_id)
    if not found:
        raise NotFound
    return found[0]


def ruling_agency(person_id: int) -> int | None:
    """The province whose BKD the person is an officer of as a whole; none: of no province.

    The code of a province ends with 00, as in 1500; its regencies and cities count up from there.
    """
    kept = identity.scope_of(person_id, Role.BKD_OFFICER).agencies
    province = Agency.code.endswith("00")
    return db.session.scalar(select(Agency.id).where(Agency.id.in_(sorted(kept)), province))

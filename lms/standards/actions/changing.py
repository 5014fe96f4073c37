"""A rule of JP changes from a day on when one officer proposed it and another one agreed."""

from dataclasses import asdict, dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select

from lms.foundation.database import db
from lms.foundation.language import Sentence, say
from lms.standards.actions.deciding import answered, begin, begins_right, end, found_right
from lms.standards.models import JpMethod, JpRule, RuleChange, RuleStepKind

MOST_JP = 400


@dataclass(frozen=True)
class Wish:
    """The rule as it shall be."""

    form_code: int
    method: JpMethod
    jp_per_event: int | None
    earns_again: bool
    since: date
    legal_basis: str


def propose(change_id: UUID, by: int, agency_id: int, wish: Wish, reason: str) -> RuleChange:
    """Sent twice by one form it is one proposal. Raises Invalid for what cannot be."""
    there = db.session.get(RuleChange, change_id)
    if there is not None:
        return there
    _ensure_right(wish, reason)
    given = asdict(wish)
    if wish.method == JpMethod.COURSE:
        given["jp_per_event"] = None
    change = RuleChange(id=change_id, agency_id=agency_id, **given)
    begin(change, by, reason)
    return change


def agree(change_id: UUID, by: int, reason: str = "") -> None:
    """From its day on the rule holds; what was credited before stays as it was."""
    change = answered(RuleChange, change_id, by)
    _ensure_free(change.form_code, change.since)
    end(change, RuleStepKind.AGREED, by, reason)
    db.session.add(
        JpRule(
            form_code=change.form_code,
            method=change.method,
            jp_per_event=change.jp_per_event,
            earns_again=change.earns_again,
            since=change.since,
            legal_basis=change.legal_basis,
            verified=True,
        )
    )
    db.session.flush()


def _ensure_right(wish: Wish, reason: str) -> None:
    faults: dict[str, Sentence | str] = {}
    if wish.method == JpMethod.PER_EVENT and not 1 <= (wish.jp_per_event or 0) <= MOST_JP:
        faults["jp_per_event"] = say("JP per kegiatan antara 1 dan %(most)d.", most=MOST_JP)
    found_right(faults, wish.legal_basis, reason)
    _ensure_free(wish.form_code, wish.since)


def _ensure_free(form_code: int, since: date) -> None:
    same = select(JpRule.id).where(JpRule.form_code == form_code, JpRule.since == since)
    begins_right(since, taken=db.session.scalar(same) is not None)

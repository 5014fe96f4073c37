"""Training that was done elsewhere: a person's own, and what an officer has to answer."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from sqlalchemy import ColumnElement, func, or_, select

from lms.foundation.database import AnyRow, db, row, rows
from lms.foundation.errors import NotFound
from lms.identity import queries as identity
from lms.identity.models import Person, Role, Unit
from lms.identity.queries import Scope
from lms.records.models import Claim, ClaimState, ClaimStep
from lms.records.queries.doubles import number_key
from lms.records.queries.wanted import AnySelect
from lms.standards.models import DevelopmentForm, JpMethod, JpRule
from lms.standards.queries import jp_rule

CLAIMS_PAGE = 50
CLAIM_SORTS = {
    "sent": Claim.sent_at,
    "name": Person.name,
    "unit": Unit.name,
    "title": Claim.title,
    "jp": Claim.jp_stated,
    "ended": Claim.ended_on,
}


def claims_kept_by(person_id: int) -> Scope:
    """The people whose claims an officer of BKD answers."""
    return identity.scope_of(person_id, Role.BKD_OFFICER)


def claim(claim_id: UUID) -> Claim:
    """Raises NotFound."""
    found = db.session.get(Claim, claim_id)
    if found is None:
        raise NotFound
    return found


def claimant(claim_id: UUID) -> AnyRow:
    """Whose it is: name, nip, unit; raises NotFound."""
    found = row(
        select(Person.name, Person.nip, Unit.name.label("unit"))
        .select_from(Claim)
        .join(Person, Person.id == Claim.person_id)
        .outerjoin(Unit, Unit.path == Claim.unit_path)
        .where(Claim.id == claim_id)
    )
    if found is None:
        raise NotFound
    return found


def claim_due(one: Claim) -> tuple[int, JpRule]:
    """The JP that the rule of its form gave on its last day; raises Invalid without one."""
    rule = jp_rule(one.form_code, one.ended_on)
    return (one.jp_stated if rule.method == JpMethod.COURSE else rule.jp_per_event or 0), rule


def claim_steps(claim_id: UUID) -> Sequence[AnyRow]:
    """What happened to it, the first first: kind, reason, at, detail, actor."""
    told = (ClaimStep.kind, ClaimStep.reason, ClaimStep.at, ClaimStep.detail)
    return rows(
        select(*told, Person.name.label("actor"))
        .join(Person, Person.id == ClaimStep.person_id)
        .where(ClaimStep.claim_id == claim_id)
        .order_by(ClaimStep.id)
    )


def claims_of(person_id: int) -> Sequence[AnyRow]:
    """All of a person's own, the latest first, with the rule's basis and the last reason."""
    last = (
        select(ClaimStep.reason)
        .where(ClaimStep.claim_id == Claim.id)
        .order_by(ClaimStep.id.desc())
        .limit(1)
        .scalar_subquery()
    )
    return rows(
        select(
            Claim.id,
            Claim.title,
            Claim.organiser,
            Claim.state,
            Claim.jp,
            Claim.jp_stated,
            Claim.ended_on,
            DevelopmentForm.name.label("form"),
            last.label("reason"),
        )
        .join(DevelopmentForm, DevelopmentForm.code == Claim.form_code)
        .where(Claim.person_id == person_id)
        .order_by(Claim.ended_on.desc(), Claim.sent_at.desc())
    )


def waiting_count(person_id: int) -> int:
    mine = (Claim.person_id == person_id, Claim.state == ClaimState.WAITING)
    return db.session.scalar(select(func.count()).select_from(Claim).where(*mine)) or 0


@dataclass(frozen=True)
class ClaimsWanted:
    words: str = ""  # in a name, a title or a certificate's number, or a whole NIP
    state: ClaimState | None = ClaimState.WAITING


def list_claims(
    scope: Scope, wanted: ClaimsWanted, sort: str, page: int, *, down: bool = False
) -> Sequence[AnyRow]:
    """One page of what people of the scope claim; `sort` is a key of CLAIM_SORTS."""
    told = (Claim.id, Claim.person_id, Claim.title, Claim.organiser, Claim.state, Claim.ended_on)
    more = (Claim.jp_stated, Claim.jp, Claim.sent_at, Person.name, Person.nip)
    order = CLAIM_SORTS[sort].desc() if down else CLAIM_SORTS[sort].asc()
    found = _among(select(*told, *more, Unit.name.label("unit")), scope, wanted)
    ordered = found.order_by(order.nulls_last(), Claim.id)
    return rows(ordered.limit(CLAIMS_PAGE).offset((page - 1) * CLAIMS_PAGE))


def list_claims_size(scope: Scope, wanted: ClaimsWanted) -> int:
    found = row(_among(select(func.count(Claim.id)), scope, wanted))
    return int(found[0]) if found else 0


def waiting_claims(person_id: int) -> int:
    """How many wait for an answer of this officer; one's own wait for a colleague."""
    among = _among(select(func.count(Claim.id)), claims_kept_by(person_id), ClaimsWanted())
    found = row(among.where(Claim.person_id != person_id))
    return int(found[0]) if found else 0


def _among(statement: AnySelect, scope: Scope, wanted: ClaimsWanted) -> AnySelect:
    clauses = [scope.clause(Claim.agency_id, Claim.unit_path)]
    if wanted.state is not None:
        clauses.append(Claim.state == wanted.state)
    if wanted.words:
        clauses.append(_said(wanted.words))
    return (
        statement.select_from(Claim)
        .join(Person, Person.id == Claim.person_id)
        .outerjoin(Unit, Unit.path == Claim.unit_path)
        .where(*clauses)
    )


def _said(words: str) -> ColumnElement[bool]:
    texts = [
        identity.called(words),
        func.lower(Claim.title).contains(words.lower(), autoescape=True),
    ]
    if number := number_key(words):
        texts.append(Claim.number_key.contains(number, autoescape=True))
    return or_(*texts)


def claims_in_year(scope: Scope, year: int, unit_path: str) -> dict[ClaimState, int]:
    """How many claims of training elsewhere of the calendar year stand where: sums alone."""
    first = date(year, 1, 1)
    last = date(year + 1, 1, 1) - timedelta(days=1)
    within = scope.clause(Claim.agency_id, Claim.unit_path)
    below = identity.under(Claim.unit_path, unit_path)
    found = rows(
        select(Claim.state, func.count())
        .where(within, below, Claim.ended_on.between(first, last))
        .group_by(Claim.state)
    )
    return {ClaimState(state): count for state, count in found}

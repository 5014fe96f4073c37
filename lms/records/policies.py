"""Who may read the register, and who may correct it."""

from lms.identity.models import Role
from lms.identity.queries import Scope, scope_of
from lms.records import queries
from lms.records.models import Claim, ClaimState, Completion, PreparedExport


def may_list(scope: Scope) -> bool:
    """Whoever has somebody to list: BKD and programme officers, heads of units."""
    return bool(scope)


def may_take_export(asked: PreparedExport, person_id: int) -> bool:
    """Who asked for it, for as long as they may list all that was asked of."""
    now = queries.scope_of(person_id)
    whole = now.agencies.issuperset(asked.scope["agencies"])
    units = all(it.startswith(tuple(now.unit_paths)) for it in asked.scope["unit_paths"])
    return asked.person_id == person_id and whole and units


def may_correct(person_id: int, completion: Completion) -> bool:
    """BKD officers, for the records that are theirs to keep, but never for their own learning."""
    kept = scope_of(person_id, Role.BKD_OFFICER)
    own = completion.person_id == person_id
    return not own and kept.holds(completion.agency_id, completion.unit_path)


def may_change_claim(person_id: int, claim: Claim) -> bool:
    """Its owner, until an officer has verified it or it was withdrawn."""
    open_still = claim.state in (ClaimState.WAITING, ClaimState.REFUSED)
    return claim.person_id == person_id and open_still


def may_withdraw_claim(person_id: int, claim: Claim) -> bool:
    """The same; the second of two clicks does no harm."""
    gone = claim.state == ClaimState.WITHDRAWN
    return claim.person_id == person_id and (gone or may_change_claim(person_id, claim))


def may_verify_any(scope: Scope) -> bool:
    return bool(scope)


def keeps_claim(person_id: int, claim: Claim) -> bool:
    """An officer of BKD knows what people of their agency claim."""
    return scope_of(person_id, Role.BKD_OFFICER).holds(claim.agency_id, claim.unit_path)


def may_answer_claim(person_id: int, claim: Claim) -> bool:
    """And answers it, but never their own."""
    return claim.person_id != person_id and keeps_claim(person_id, claim)


def may_know_claim(person_id: int, claim: Claim) -> bool:
    return claim.person_id == person_id or keeps_claim(person_id, claim)

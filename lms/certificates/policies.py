"""Who may issue certificates, and who may see which."""

from uuid import UUID

from lms.certificates.models import Bundle
from lms.certificates.queries import Shown, all_overseen_by, overseen_by, scope_of
from lms.identity import queries as identity
from lms.identity.models import Role
from lms.identity.queries import Scope


def may_list(scope: Scope) -> bool:
    """BKD and programme officers."""
    return bool(scope)


def may_list_any(person_id: int) -> bool:
    return may_list(scope_of(person_id))


def may_issue(agency_id: int, person_id: int) -> bool:
    """Programme officers of the whole agency that issues."""
    return agency_id in identity.scope_of(person_id, Role.PROGRAMME_OFFICER).agencies


def may_change(one: Shown, person_id: int) -> bool:
    """Revoke and reissue: never one's own."""
    return one.person_id != person_id and may_issue(one.agency_id, person_id)


def may_oversee(one: Shown, person_id: int) -> bool:
    """Read all of it, with who did what; its person reads the certificate itself."""
    return overseen_by(scope_of(person_id), one.id)


def may_have(one: Shown, person_id: int) -> bool:
    return one.person_id == person_id or may_oversee(one, person_id)


def may_take(bundle: Bundle, person_id: int) -> bool:
    """Who asked for it, for as long as they may list each certificate in it."""
    wanted = [UUID(each) for each in bundle.certificates]
    return bundle.person_id == person_id and all_overseen_by(scope_of(person_id), wanted)

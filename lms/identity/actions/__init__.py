"""What can be done with people and their sessions."""

from lms.identity.actions.access import admit, bar, end_sessions, give_role, revoke
from lms.identity.actions.letting_in import (
    INVITATION,
    LASTS,
    activate,
    holder_of,
    invite,
    issue_codes,
)
from lms.identity.actions.roster import (
    add_agency,
    add_person,
    add_unit,
    give_grant,
    place,
    replace_nip,
)
from lms.identity.actions.signing_in import (
    LETTER,
    RESET,
    ask_reset,
    begin_sign_in,
    digest,
    end_sign_in,
    end_sign_ins,
    mail_reset,
    reset_by_code,
    set_password,
    use_reset,
)

__all__ = [
    "INVITATION",
    "LASTS",
    "LETTER",
    "RESET",
    "activate",
    "add_agency",
    "add_person",
    "add_unit",
    "admit",
    "ask_reset",
    "bar",
    "begin_sign_in",
    "digest",
    "end_sessions",
    "end_sign_in",
    "end_sign_ins",
    "give_grant",
    "give_role",
    "holder_of",
    "invite",
    "issue_codes",
    "mail_reset",
    "place",
    "replace_nip",
    "reset_by_code",
    "revoke",
    "set_password",
    "use_reset",
]

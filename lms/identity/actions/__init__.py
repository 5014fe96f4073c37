"""What can be done with people and their sessions."""

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
    "LETTER",
    "add_agency",
    "add_person",
    "add_unit",
    "ask_reset",
    "begin_sign_in",
    "digest",
    "end_sign_in",
    "end_sign_ins",
    "give_grant",
    "mail_reset",
    "place",
    "replace_nip",
    "reset_by_code",
    "set_password",
    "use_reset",
]

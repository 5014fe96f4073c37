"""What can be done with certificates."""

from lms.certificates.actions.bundling import JOB, ask_for_bundle
from lms.certificates.actions.counting import next_number
from lms.certificates.actions.issuing import Grounds, certificate_settled, issue, release
from lms.certificates.actions.settling import (
    NumberingDraft,
    Signer,
    decide,
    set_numbering,
    set_signers,
)
from lms.certificates.actions.withdrawing import redact, reissue, revoke

__all__ = [
    "JOB",
    "Grounds",
    "NumberingDraft",
    "Signer",
    "ask_for_bundle",
    "certificate_settled",
    "decide",
    "issue",
    "next_number",
    "redact",
    "reissue",
    "release",
    "revoke",
    "set_numbering",
    "set_signers",
]

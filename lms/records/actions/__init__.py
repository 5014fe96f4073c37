"""What is written in the register."""

from lms.records.actions.answering import refuse_claim, take_back_claim, verify_claim
from lms.records.actions.certifying import hold_certificates, note_certificate
from lms.records.actions.claiming import CLAIM_LETTER, Draft, mend_claim, send_claim, withdraw_claim
from lms.records.actions.completing import completion_recorded, record_completion
from lms.records.actions.correcting import Change, completion_corrected, correct_completion
from lms.records.actions.exporting import (
    note_export,
    note_fetched,
    note_people_export,
    note_prepared,
)
from lms.records.actions.preparing import JOB, LARGE, LETTER, Wish, filters_of, prepare
from lms.records.actions.rescoring import REMARKED, follow_mark

__all__ = [
    "CLAIM_LETTER",
    "JOB",
    "LARGE",
    "LETTER",
    "REMARKED",
    "Change",
    "Draft",
    "Wish",
    "completion_corrected",
    "completion_recorded",
    "correct_completion",
    "filters_of",
    "follow_mark",
    "hold_certificates",
    "mend_claim",
    "note_certificate",
    "note_export",
    "note_fetched",
    "note_people_export",
    "note_prepared",
    "prepare",
    "record_completion",
    "refuse_claim",
    "send_claim",
    "take_back_claim",
    "verify_claim",
    "withdraw_claim",
]

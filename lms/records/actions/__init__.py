"""What is written in the register."""

from lms.records.actions.answering import refuse_claim, take_back_claim, verify_claim
from lms.records.actions.certifying import note_certificate
from lms.records.actions.claiming import Draft, mend_claim, send_claim, withdraw_claim
from lms.records.actions.completing import completion_recorded, record_completion
from lms.records.actions.correcting import Change, completion_corrected, correct_completion
from lms.records.actions.exporting import note_export, note_people_export
from lms.records.actions.rescoring import REMARKED, follow_mark

__all__ = [
    "REMARKED",
    "Change",
    "Draft",
    "completion_corrected",
    "completion_recorded",
    "correct_completion",
    "follow_mark",
    "mend_claim",
    "note_certificate",
    "note_export",
    "note_people_export",
    "record_completion",
    "refuse_claim",
    "send_claim",
    "take_back_claim",
    "verify_claim",
    "withdraw_claim",
]

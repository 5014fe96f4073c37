"""What the register holds, and what is claimed for it."""

from lms.records.models.claims import LIVE, Claim, ClaimState, ClaimStep, ClaimStepKind
from lms.records.models.exports import ExportState, PreparedExport
from lms.records.models.register import (
    Certified,
    Completion,
    CompletionPerson,
    Counter,
    JpCredit,
    Tally,
)

__all__ = [
    "LIVE",
    "Certified",
    "Claim",
    "ClaimState",
    "ClaimStep",
    "ClaimStepKind",
    "Completion",
    "CompletionPerson",
    "Counter",
    "ExportState",
    "JpCredit",
    "PreparedExport",
    "Tally",
]

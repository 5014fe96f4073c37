"""How people in a course are laid out for the templates."""

from flask import Blueprint

from lms.foundation.language import Sentence, say
from lms.learning.models import Approval, EnrolmentState

STATES = {
    EnrolmentState.ACTIVE: say("Sedang belajar"),
    EnrolmentState.COMPLETED: say("Selesai"),
    EnrolmentState.WITHDRAWN: say("Berhenti"),
}


def narrower() -> dict[str, Sentence]:
    """What the list can be narrowed to."""
    return {state.value: text for state, text in STATES.items()}


APPROVERS = {
    Approval.OPEN: None,
    Approval.LEADERS: say("Persetujuan pengampu"),
    Approval.HEAD: say("Persetujuan kepala unit"),
}


def enter(bp: Blueprint) -> None:
    bp.add_app_template_global(narrower)
    bp.add_app_template_global(APPROVERS.__getitem__, "approver")
    bp.add_app_template_global(STATES.__getitem__, "enrolment_state")

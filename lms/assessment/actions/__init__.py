"""What can be done with attempts and written work."""

from lms.assessment.actions.answers import refusal, save_answer, save_answer_of
from lms.assessment.actions.beginning import start
from lms.assessment.actions.cutting import Plan, close_round, invite, keep_ratings, make_panel
from lms.assessment.actions.deciding import Verdict, decide
from lms.assessment.actions.drafts import save_draft
from lms.assessment.actions.ending import end_if_overdue, submit
from lms.assessment.actions.extending import extend, withdraw_extension
from lms.assessment.actions.grading import attempt_marked, attempt_remarked
from lms.assessment.actions.rating import Judged, rate, release_complete
from lms.assessment.actions.regrading import Wanted, correct, regrade
from lms.assessment.actions.reviews import review
from lms.assessment.actions.submissions import (
    Handed,
    closed_because,
    ensure_open,
    hand_in,
    work_handed_in,
)

__all__ = [
    "Handed",
    "Judged",
    "Plan",
    "Verdict",
    "Wanted",
    "attempt_marked",
    "attempt_remarked",
    "close_round",
    "closed_because",
    "correct",
    "decide",
    "end_if_overdue",
    "ensure_open",
    "extend",
    "hand_in",
    "invite",
    "keep_ratings",
    "make_panel",
    "rate",
    "refusal",
    "regrade",
    "release_complete",
    "review",
    "save_answer",
    "save_answer_of",
    "save_draft",
    "start",
    "submit",
    "withdraw_extension",
    "work_handed_in",
]

"""What can be done with quizzes: sat, marked, decided on, marked anew."""

from lms.assessment.actions.answers import refusal, save_answer, save_answer_of
from lms.assessment.actions.beginning import NOT_ENROLLED, start
from lms.assessment.actions.cutting import Plan, close_round, keep_ratings, make_panel
from lms.assessment.actions.deciding import Verdict, decide
from lms.assessment.actions.ending import LEFT, end_if_overdue, submit
from lms.assessment.actions.extending import extend, withdraw_extension
from lms.assessment.actions.grading import attempt_marked, attempt_remarked
from lms.assessment.actions.judging import invite, take_back
from lms.assessment.actions.rating import Judged, rate, release_complete
from lms.assessment.actions.regrading import Wanted, correct, regrade

__all__ = [
    "LEFT",
    "NOT_ENROLLED",
    "Judged",
    "Plan",
    "Verdict",
    "Wanted",
    "attempt_marked",
    "attempt_remarked",
    "close_round",
    "correct",
    "decide",
    "end_if_overdue",
    "extend",
    "invite",
    "keep_ratings",
    "make_panel",
    "rate",
    "refusal",
    "regrade",
    "release_complete",
    "save_answer",
    "save_answer_of",
    "start",
    "submit",
    "take_back",
    "withdraw_extension",
]

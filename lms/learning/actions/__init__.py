"""What can be done in learning: enrolling, reading, getting on, and discussing."""

from lms.learning.actions.answering import Outcome, approve, ask_again, refuse
from lms.learning.actions.applying import about_to_enter, apply, take_back
from lms.learning.actions.assigning import assign_all, free_all
from lms.learning.actions.discussing import (
    contribute,
    delete,
    edit,
    move_discussions,
    note_heard,
    take_part,
)
from lms.learning.actions.drafting import Stamp, clear_draft, keep_draft
from lms.learning.actions.enrolling import (
    complete,
    course_completed,
    enrol,
    left_course,
    open_default_run,
    withdraw,
)
from lms.learning.actions.entering import entered_run
from lms.learning.actions.moderating import close, hide, mark_answer, show_again
from lms.learning.actions.progressing import (
    ask_completion,
    carry_over,
    confirm,
    finish_reading,
    held_enrolment,
    hold_enrolment,
    keep_place,
    module_done,
    module_rescored,
    note_opened,
    record_progress,
    take_back_done,
)
from lms.learning.actions.running import LAST_DAYS, Plan, change_run, open_run, set_approval
from lms.learning.actions.seating import PLACE_LETTER

__all__ = [
    "LAST_DAYS",
    "PLACE_LETTER",
    "Outcome",
    "Plan",
    "Stamp",
    "about_to_enter",
    "apply",
    "approve",
    "ask_again",
    "ask_completion",
    "assign_all",
    "carry_over",
    "change_run",
    "clear_draft",
    "close",
    "complete",
    "confirm",
    "contribute",
    "course_completed",
    "delete",
    "edit",
    "enrol",
    "entered_run",
    "finish_reading",
    "free_all",
    "held_enrolment",
    "hide",
    "hold_enrolment",
    "keep_draft",
    "keep_place",
    "left_course",
    "mark_answer",
    "module_done",
    "module_rescored",
    "move_discussions",
    "note_heard",
    "note_opened",
    "open_default_run",
    "open_run",
    "record_progress",
    "refuse",
    "set_approval",
    "show_again",
    "take_back",
    "take_back_done",
    "take_part",
    "withdraw",
]

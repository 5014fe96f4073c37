"""What can be done with manuscripts."""

from lms.authoring.actions.arranging import add_module, bring_back, move
from lms.authoring.actions.asking import (
    Met,
    add_question,
    bring_question_back,
    copy_question,
    keep_question,
    move_question,
    new_name,
    remove_question,
)
from lms.authoring.actions.bringing import bring
from lms.authoring.actions.finishing import (
    JOB,
    BaseMoved,
    discard,
    is_on_top,
    publish_manuscript,
    schedule,
    unschedule,
)
from lms.authoring.actions.opening import begin, open_course, restore_revision
from lms.authoring.actions.rebasing import compared, take_over
from lms.authoring.actions.refereeing import approve, demand, recall, send_back, submit
from lms.authoring.actions.remarking import Anchor, answer, remark, settle
from lms.authoring.actions.writing import (
    Overtaken,
    add_file,
    lock,
    remove,
    restore_edit,
    save,
)

__all__ = [
    "JOB",
    "Anchor",
    "BaseMoved",
    "Met",
    "Overtaken",
    "add_file",
    "add_module",
    "add_question",
    "answer",
    "approve",
    "begin",
    "bring",
    "bring_back",
    "bring_question_back",
    "compared",
    "copy_question",
    "demand",
    "discard",
    "is_on_top",
    "keep_question",
    "lock",
    "move",
    "move_question",
    "new_name",
    "open_course",
    "publish_manuscript",
    "recall",
    "remark",
    "remove",
    "remove_question",
    "restore_edit",
    "restore_revision",
    "save",
    "schedule",
    "send_back",
    "settle",
    "submit",
    "take_over",
    "unschedule",
]

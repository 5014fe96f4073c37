"""What can be done with manuscripts."""

from lms.authoring.actions.arranging import add_module, bring_back, move
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
    "Overtaken",
    "add_file",
    "add_module",
    "answer",
    "approve",
    "begin",
    "bring",
    "bring_back",
    "compared",
    "demand",
    "discard",
    "is_on_top",
    "lock",
    "move",
    "open_course",
    "publish_manuscript",
    "recall",
    "remark",
    "remove",
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

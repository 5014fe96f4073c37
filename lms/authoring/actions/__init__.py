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
from lms.authoring.actions.handing import LETTER, Offer, accept, decline, leave, offer
from lms.authoring.actions.handing import recall as recall_offer
from lms.authoring.actions.opening import (
    Original,
    begin,
    copy_course,
    free_slug,
    open_course,
    restore_revision,
)
from lms.authoring.actions.rebasing import compared, take_over
from lms.authoring.actions.refereeing import approve, demand, recall, send_back, submit
from lms.authoring.actions.remarking import Anchor, answer, remark, settle
from lms.authoring.actions.renaming import rename
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
    "LETTER",
    "Anchor",
    "BaseMoved",
    "Met",
    "Offer",
    "Original",
    "Overtaken",
    "accept",
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
    "copy_course",
    "copy_question",
    "decline",
    "demand",
    "discard",
    "free_slug",
    "is_on_top",
    "keep_question",
    "leave",
    "lock",
    "move",
    "move_question",
    "new_name",
    "offer",
    "open_course",
    "publish_manuscript",
    "recall",
    "recall_offer",
    "remark",
    "remove",
    "remove_question",
    "rename",
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

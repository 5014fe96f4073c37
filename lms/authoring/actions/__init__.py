"""What can be done with manuscripts."""

from lms.authoring.actions.arranging import add_module, bring_back, move
from lms.authoring.actions.bringing import bring
from lms.authoring.actions.finishing import (
    BaseMoved,
    discard,
    is_on_top,
    publish_manuscript,
)
from lms.authoring.actions.opening import begin, open_course, restore_revision
from lms.authoring.actions.rebasing import compared, take_over
from lms.authoring.actions.writing import (
    Overtaken,
    add_file,
    lock,
    remove,
    restore_edit,
    save,
)

__all__ = [
    "BaseMoved",
    "Overtaken",
    "add_file",
    "add_module",
    "begin",
    "bring",
    "bring_back",
    "compared",
    "discard",
    "is_on_top",
    "lock",
    "move",
    "open_course",
    "publish_manuscript",
    "remove",
    "restore_edit",
    "restore_revision",
    "save",
    "take_over",
]

"""What can be done with courses and the bank apart from publishing revisions."""

from lms.catalog.actions.courses import (
    archive,
    end_share,
    modules_renamed,
    restore,
    revision_made,
    share,
)

__all__ = [
    "archive",
    "end_share",
    "keep_topic",
    "modules_renamed",
    "restore",
    "revision_made",
    "set_state",
    "share",
]

# After the signal that publishing sends, since publishing writes what these keep.
from lms.catalog.actions.bank import keep_topic, set_state

"""What can be asked about written work, and who guides whom in it."""

from lms.assignments.queries.authors import Apart, aparts, authored, authors
from lms.assignments.queries.choosing import groups_chosen, has_text
from lms.assignments.queries.groups import (
    Group,
    Member,
    group,
    group_of,
    groups_of,
    groups_with,
    is_member,
    list_ungrouped,
    runs_of,
    text_of,
    versions,
)
from lms.assignments.queries.guides import guided_once, is_guide, mentored
from lms.assignments.queries.submissions import (
    Sent,
    WorkState,
    sent,
    sent_by,
    sent_of_group,
    submission,
    submission_files,
    waiting,
    works_of,
)
from lms.assignments.queries.written import Work, draft, group_work, work

__all__ = [
    "Apart",
    "Group",
    "Member",
    "Sent",
    "Work",
    "WorkState",
    "aparts",
    "authored",
    "authors",
    "draft",
    "group",
    "group_of",
    "group_work",
    "groups_chosen",
    "groups_of",
    "groups_with",
    "guided_once",
    "has_text",
    "is_guide",
    "is_member",
    "list_ungrouped",
    "mentored",
    "runs_of",
    "sent",
    "sent_by",
    "sent_of_group",
    "submission",
    "submission_files",
    "text_of",
    "versions",
    "waiting",
    "work",
    "works_of",
]

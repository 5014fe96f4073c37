"""What bounds the choosing of groups: who came where by themselves, and what is written."""

from sqlalchemy import select

from lms.assignments.models import GroupMember, WorkGroup
from lms.assignments.queries.groups import latest_text
from lms.catalog.queries import named
from lms.foundation.database import row, rows


def groups_chosen(person_id: int, run_id: int, course_id: int, slug: str) -> list[int]:
    """Into which somebody came by themselves, once for each time, whatever became of it."""
    asked = (
        select(GroupMember.group_id)
        .join(WorkGroup, WorkGroup.id == GroupMember.group_id)
        .where(
            GroupMember.person_id == person_id,
            GroupMember.put_by == person_id,
            WorkGroup.run_id == run_id,
            named(WorkGroup.module_slug, course_id, slug),
        )
    )
    return [each.group_id for each in rows(asked)]


def has_text(group_id: int) -> bool:
    return row(latest_text(group_id)) is not None

"""Keeping what a group types: one text for all, and every version before it."""

from datetime import timedelta
from typing import Any

from sqlalchemy import Connection, insert, select, update

from lms.assignments.drafts import LONGEST, Save, Typed, is_known, next_draft
from lms.assignments.models import GroupText, WorkGroup
from lms.assignments.queries.groups import is_member, latest_text, typed_of
from lms.foundation import clock
from lms.foundation.database import aside
from lms.foundation.errors import Conflict, Invalid
from lms.foundation.language import Sentence, say

NO_GROUP = say("Anda belum mempunyai kelompok untuk tugas ini.")
ONE_SITTING = timedelta(minutes=10)  # what one member saves within it is one version


def save_group_draft(
    group_id: int, person_id: int, asked: Save, closed: Sentence | None = None
) -> Typed:
    """Keep a member's text aside; answers it as it is now.

    Raises Diverged where another member's text would be lost that this one has not seen, and else
    what a draft of one's own raises, or Conflict for who is not in the group any more.
    """
    if len(asked.text) > LONGEST:
        raise Invalid(say("Tulisan ini terlalu panjang untuk disimpan. Kirim sebagai lampiran."))
    with aside() as connection:
        connection.execute(select(WorkGroup.id).where(WorkGroup.id == group_id).with_for_update())
        if not connection.scalar(select(is_member(group_id, person_id))):
            raise Conflict(NO_GROUP)
        before = connection.execute(latest_text(group_id)).first()
        typed = typed_of(before, person_id)
        if is_known(typed, asked):
            return typed
        if closed and asked.text != typed.text:
            raise Conflict(closed)
        now = next_draft(typed, asked, clock.now())
        _write(connection, group_id, person_id, now, _sitting(before, person_id, now))
        return now


def _sitting(before: Any, person_id: int, now: Typed) -> int | None:
    """The version that this save goes on with; none where it begins another."""
    if before is None or before.saved_by != person_id:
        return None
    same = now.version == before.version  # only the script's counter moved
    going_on = clock.now() - before.begun_at < ONE_SITTING
    return int(before.version) if same or going_on else None


def _write(
    connection: Connection, group_id: int, person_id: int, now: Typed, version: int | None
) -> None:
    said = vars(now) | {"saved_at": now.saved_at or clock.now()}
    if version is not None:
        place = (GroupText.group_id == group_id, GroupText.version == version)
        connection.execute(update(GroupText).where(*place).values(said))
        return
    more = {"group_id": group_id, "saved_by": person_id, "begun_at": clock.now()}
    connection.execute(insert(GroupText).values(said | more))

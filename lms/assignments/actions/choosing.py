"""Who chooses a group themselves chooses a few times, and does not go round reading drafts."""

from lms.assignments import queries
from lms.assignments.models import WorkGroup
from lms.foundation.errors import Conflict
from lms.foundation.language import say

MOST_CHOICES = 10  # of one person in one assignment; after that its leaders move them


def ensure_may_choose(group: WorkGroup, person_id: int, slug: str) -> None:
    """Raises Conflict for who chose too often, and who has read what another group writes.

    A group that has written nothing yet is open to all, and one's own of before stays open.
    """
    chosen = queries.groups_chosen(person_id, group.run_id, group.course_id, slug)
    if len(chosen) >= MOST_CHOICES:
        raise Conflict(
            say(
                "Anda sudah %(times)d kali memilih kelompok. Mintalah pengampu memindahkan Anda.",
                times=len(chosen),
            )
        )
    others = {each for each in chosen if each != group.id}
    if group.id not in chosen and any(map(queries.has_text, others)) and queries.has_text(group.id):
        raise Conflict(
            say(
                "Kelompok ini sudah menulis, begitu juga kelompok yang pernah Anda pilih. "
                "Mintalah pengampu memindahkan Anda, atau buat kelompok baru."
            )
        )

"""Keeping what somebody is typing for a discussion, whatever becomes of the page."""

from dataclasses import dataclass

from lms.foundation import clock
from lms.foundation.database import db
from lms.foundation.errors import Invalid
from lms.foundation.language import say
from lms.foundation.text import plain_text
from lms.learning.actions.discussing import open_discussion
from lms.learning.models import ContributionDraft
from lms.learning.queries.discussions import Forum

LONGEST_DRAFT = 50_000  # letters; ten times the longest contribution
LONGEST_DEVICE = 64
LARGEST_NUMBER = 2**53  # what a script can count to


@dataclass(frozen=True)
class Stamp:
    """Which save of which device this is; without a script there is none."""

    device: str = ""
    counter: int = 0

    @property
    def is_sound(self) -> bool:
        return len(self.device) <= LONGEST_DEVICE and 0 <= self.counter < LARGEST_NUMBER


def keep_draft(
    forum: Forum, person_id: int, thread_id: int, text: str, stamp: Stamp
) -> ContributionDraft:
    """The last save is kept; one of the same device that comes late is not."""
    kept = plain_text(text)
    if len(kept) > LONGEST_DRAFT or not stamp.is_sound:
        raise Invalid(say("Draf ini tidak dapat dibaca. Muat ulang halamannya, lalu coba lagi."))
    place = (forum.id or open_discussion(forum).id, person_id, thread_id)
    draft = db.session.get(ContributionDraft, place) or _begun(place)
    late = draft.device == stamp.device and stamp.counter <= draft.counter
    if not (stamp.device and late):
        _stamp(draft, kept, stamp)
    return draft


def clear_draft(forum: Forum, person_id: int, thread_id: int, stamp: Stamp) -> None:
    """What was said is no draft any more; its stamp stays, so that its last save comes too late."""
    if forum.id is None and not stamp.device:
        return
    place = (forum.id or open_discussion(forum).id, person_id, thread_id)
    draft = db.session.get(ContributionDraft, place)
    if draft is None and not stamp.device:
        return
    draft = draft or _begun(place)
    _stamp(draft, "", stamp if stamp.device else Stamp(draft.device, draft.counter))


def _begun(place: tuple[int, int, int]) -> ContributionDraft:
    discussion_id, person_id, thread_id = place
    begun = ContributionDraft(
        discussion_id=discussion_id,
        person_id=person_id,
        thread_id=thread_id,
        text="",
        device="",
        counter=0,
        saved_at=clock.now(),
    )
    db.session.add(begun)
    return begun


def _stamp(draft: ContributionDraft, text: str, stamp: Stamp) -> None:
    draft.text, draft.saved_at = text, clock.now()
    draft.device, draft.counter = plain_text(stamp.device), stamp.counter
    db.session.flush()

"""What the leaders of a discussion do to it; every step stays, with who did it and why."""

from lms.foundation import clock
from lms.foundation.audit import audit
from lms.foundation.database import db
from lms.foundation.errors import Invalid
from lms.foundation.language import say
from lms.foundation.text import plain_text
from lms.learning.actions.discussing import open_discussion, unanswer
from lms.learning.models import Contribution, Discussion, Moderation, ModerationKind
from lms.learning.queries.discussions import Forum, Said

LONGEST_REASON = 1_000  # letters


def hide(said: Said, by: int, reason: str) -> None:
    """Nobody but the author and the leaders reads it any more; the author is told why."""
    kept = plain_text(reason).strip()
    if not kept or len(kept) > LONGEST_REASON:
        fault = say("Tulis alasannya, paling banyak %(most)d huruf.", most=LONGEST_REASON)
        raise Invalid(fault, {"reason": fault})
    db.session.get_one(Contribution, said.id).hidden_because = kept
    unanswer(said)
    _note(said.discussion_id, ModerationKind.HIDDEN, by, said.id, kept)


def show_again(said: Said, by: int) -> None:
    db.session.get_one(Contribution, said.id).hidden_because = None
    _note(said.discussion_id, ModerationKind.SHOWN, by, said.id)


def mark_answer(said: Said, by: int, *, answers: bool) -> None:
    """Let a reply be the answer of its thread, in place of any other; or let it be none."""
    thread = db.session.get_one(Contribution, said.top_id)
    if (thread.answer_id == said.id) is answers:
        return
    thread.answer_id = said.id if answers else None
    kind = ModerationKind.ANSWERED if answers else ModerationKind.UNANSWERED
    _note(said.discussion_id, kind, by, said.id)


def close(forum: Forum, by: int, *, closed: bool) -> None:
    """Let nothing more be said, or let it be said again."""
    discussion = open_discussion(forum)
    if (discussion.closed_at is not None) is closed:
        return
    discussion.closed_at = clock.now() if closed else None
    kind = ModerationKind.CLOSED if closed else ModerationKind.REOPENED
    _note(discussion.id, kind, by)


def _note(
    discussion_id: int, kind: ModerationKind, by: int, said_id: int | None = None, reason: str = ""
) -> None:
    db.session.add(
        Moderation(
            discussion_id=discussion_id,
            contribution_id=said_id,
            kind=kind,
            person_id=by,
            reason=reason,
            at=clock.now(),
        )
    )
    subject = ("contribution", said_id) if said_id else ("discussion", discussion_id)
    agency_id = db.session.get_one(Discussion, discussion_id).agency_id
    audit(kind, *subject, actor_id=by, agency_id=agency_id)

"""Saying something in a discussion, mending it for a while, and taking it back."""

from collections.abc import Mapping

from sqlalchemy import select, update

from lms.catalog.actions import modules_renamed
from lms.foundation import clock
from lms.foundation.database import aside, db
from lms.foundation.errors import Conflict, Invalid
from lms.foundation.inserting import insert_into
from lms.foundation.language import say
from lms.foundation.prepared import Entering
from lms.foundation.text import plain_text
from lms.learning.actions.progressing import record_progress
from lms.learning.models import Contribution, ContributionMark, Discussion, EnrolmentState
from lms.learning.queries.discussions import Forum, Said
from lms.learning.queries.visits import Visit

LONGEST = 5_000  # letters; a prompt asks for some 250 words
CLOSED = say("Diskusi ini sudah ditutup. Isinya tetap dapat dibaca.")
LOCKED = say("Percakapan ini tidak lagi menerima tanggapan.")


def worded(text: str) -> str:
    """The text as it is kept; raises Invalid where there is none, or no end of it."""
    kept = plain_text(text).strip()
    fault = None
    if not kept:
        fault = say("Tulis tanggapannya dulu.")
    elif len(kept) > LONGEST:
        fault = say(
            "Sudah %(letters)d huruf; paling banyak %(most)d.", letters=len(kept), most=LONGEST
        )
    if fault:
        raise Invalid(fault, {"text": fault})
    return kept


_DISCUSSIONS = Entering(Discussion, "course_id", "module_slug", "agency_id", once=True)


def open_discussion(forum: Forum) -> Discussion:
    """The discussion, made by whoever comes first, and locked: one speaks after the other."""
    place = {"course_id": forum.course_id, "module_slug": forum.module_slug}
    _DISCUSSIONS.enter(place | {"agency_id": forum.agency_id})
    wanted = select(Discussion).filter_by(**place).with_for_update()
    return db.session.scalars(wanted).one()


def contribute(
    forum: Forum, author_id: int, text: str, key: str, thread_id: int | None = None
) -> Contribution:
    """Open a thread, or reply in one; the same form, or the same words again, are said once.

    Raises Invalid for words that cannot be kept, Conflict where nothing more is said.
    """
    kept = worded(text)
    discussion = open_discussion(forum)
    said = _said_before(discussion.id, author_id, kept, key, thread_id)
    if said is not None:
        return said
    if discussion.closed_at is not None:
        raise Conflict(CLOSED)
    moment = clock.now()
    said = Contribution(
        discussion_id=discussion.id,
        thread_id=thread_id,
        author_id=author_id,
        key=key,
        text=kept,
        at=moment,
        active_at=None if thread_id else moment,
    )
    if thread_id:
        _touch(discussion.id, thread_id)
    db.session.add(said)
    db.session.flush()
    return said


def _said_before(
    discussion_id: int, author_id: int, text: str, key: str, thread_id: int | None
) -> Contribution | None:
    own = select(Contribution).where(Contribution.author_id == author_id)
    same = db.session.scalar(own.where(Contribution.key == key))
    if same is not None:
        return same
    there = own.where(
        Contribution.discussion_id == discussion_id, Contribution.thread_id == thread_id
    )
    last = db.session.scalar(there.order_by(Contribution.id.desc()).limit(1))
    return last if last is not None and last.text == text else None


def _touch(discussion_id: int, thread_id: int) -> None:
    """A reply brings its thread to the top; raises Conflict where the thread was taken away."""
    thread = db.session.get(Contribution, thread_id)
    is_open = (
        thread is not None
        and (thread.discussion_id, thread.thread_id) == (discussion_id, None)
        and thread.deleted_at is None
        and thread.hidden_because is None
    )
    if not is_open or thread is None:
        raise Conflict(LOCKED)
    thread.active_at = clock.now()


def take_part(visit: Visit, slug: str) -> None:
    """Who is in the course and has said something is done with the module, whatever follows."""
    if visit.state == EnrolmentState.ACTIVE and not visit.is_done(slug):
        record_progress(visit.enrolment_id or 0, slug, done=True)


def edit(said: Said, text: str) -> None:
    kept = worded(text)
    changed = db.session.get_one(Contribution, said.id)
    if changed.text != kept:
        changed.text, changed.edited_at = kept, clock.now()


def delete(said: Said) -> None:
    """Take the words away; the place stays. What was the answer no longer is."""
    gone = db.session.get_one(Contribution, said.id)
    gone.text, gone.deleted_at, gone.answer_id = "", clock.now(), None
    unanswer(said)


def unanswer(said: Said) -> None:
    """What cannot be read any more answers nothing."""
    db.session.execute(
        update(Contribution).where(Contribution.answer_id == said.id).values(answer_id=None)
    )


def note_heard(thread_id: int, person_id: int, contribution_id: int) -> None:
    """The read log, kept aside since a page only shows; an older page takes nothing back."""
    with aside() as connection:
        fresh = insert_into(ContributionMark).values(
            thread_id=thread_id,
            person_id=person_id,
            contribution_id=contribution_id,
            at=clock.now(),
        )
        connection.execute(
            fresh.on_conflict_do_update(
                index_elements=[ContributionMark.thread_id, ContributionMark.person_id],
                set_={
                    "contribution_id": fresh.excluded.contribution_id,
                    "at": fresh.excluded.at,
                },
                where=ContributionMark.contribution_id < fresh.excluded.contribution_id,
            )
        )


@modules_renamed.connect
def move_discussions(course_id: int, renamed: Mapping[str, str]) -> None:
    """What was said follows a module to its new name."""
    for old, new in renamed.items():
        there = select(Discussion.id).where(
            Discussion.course_id == course_id, Discussion.module_slug == new
        )
        if db.session.scalar(there) is None:
            db.session.execute(
                update(Discussion)
                .where(Discussion.course_id == course_id, Discussion.module_slug == old)
                .values(module_slug=new)
            )

"""Saying something in a thread: never changed afterwards, only followed by something else."""

from sqlalchemy import select

from lms.assignments.actions import work_handed_in
from lms.assignments.models import Submission
from lms.assignments.queries import is_member, works_of
from lms.assignments.queries import submission as find_work
from lms.foundation import clock
from lms.foundation.database import aside, db
from lms.foundation.errors import Invalid
from lms.foundation.inserting import insert_into
from lms.foundation.language import say
from lms.foundation.text import plain_text
from lms.mentoring import queries
from lms.mentoring.models import Message, MessageKind, ReadMark, Thread

LONGEST = 10_000  # letters


def spoken(text: str) -> str:
    """The text as it is kept; raises Invalid where there is none, or no end of it."""
    kept = plain_text(text).strip()
    if not kept:
        sentence = say("Tulis pesannya dulu.")
        raise Invalid(sentence, {"text": sentence})
    if len(kept) > LONGEST:
        sentence = say("Pesan ini terlalu panjang; paling banyak %(most)d huruf.", most=LONGEST)
        raise Invalid(sentence, {"text": sentence})
    return kept


def write(thread_id: int, author_id: int, text: str, submission_id: str | None = None) -> Message:
    """Say something in a thread; the same words twice in a row are one message.

    `submission_id` names the submission whose verdict comes with these words.
    """
    kept = spoken(text)
    thread = _held(thread_id)
    last = _last(thread_id)
    if last is not None and (last.author_id, last.text, last.submission_id) == (
        author_id,
        kept,
        submission_id,
    ):
        return last
    own = _is_own(thread, author_id)
    said = Message(
        thread_id=thread.id,
        author_id=author_id,
        kind=MessageKind.ANSWER if own else MessageKind.FEEDBACK,
        text=kept,
        submission_id=submission_id,
        at=clock.now(),
    )
    db.session.add(said)
    db.session.flush()
    return said


def _is_own(thread: Thread, author_id: int) -> bool:
    """Whether it is about the author's work; of a group, that of all its members."""
    if thread.group_id is None:
        return thread.person_id == author_id
    return bool(db.session.scalar(select(is_member(thread.group_id, author_id))))


def _held(thread_id: int) -> Thread:
    """Locked, so that a second click sees what the first one wrote."""
    return db.session.scalars(select(Thread).where(Thread.id == thread_id).with_for_update()).one()


def _last(thread_id: int) -> Message | None:
    latest = select(Message).where(Message.thread_id == thread_id).order_by(Message.id.desc())
    return db.session.scalar(latest.limit(1))


def note_read(thread_id: int, person_id: int, message_id: int) -> None:
    """The read log: up to where the person has read, kept aside since a page only shows.

    An older page that comes late takes nothing back.
    """
    with aside() as connection:
        fresh = insert_into(ReadMark).values(
            thread_id=thread_id, person_id=person_id, message_id=message_id, at=clock.now()
        )
        connection.execute(
            fresh.on_conflict_do_update(
                index_elements=[ReadMark.thread_id, ReadMark.person_id],
                set_={"message_id": fresh.excluded.message_id, "at": fresh.excluded.at},
                where=ReadMark.message_id < fresh.excluded.message_id,
            )
        )


@work_handed_in.connect
def open_thread(submission: Submission) -> Thread:
    """Written work has a conversation from its first submission on."""
    works = works_of(find_work(submission.id))
    known = queries.thread_of(works)
    if known is not None:
        return db.session.get_one(Thread, known)
    opened = Thread(
        subject_kind=queries.KIND,
        subject_id=queries.subject_of(find_work(submission.id)),
        person_id=submission.person_id,
        group_id=submission.group_id,
        agency_id=submission.agency_id,
        course_id=submission.course_id,
    )
    db.session.add(opened)
    db.session.flush()
    return opened

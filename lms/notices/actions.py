"""Telling people something, once, and taking it back."""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import select, update
from sqlalchemy.exc import IntegrityError

from lms.foundation import clock
from lms.foundation.audit import audit
from lms.foundation.database import aside, db
from lms.foundation.errors import Conflict, Invalid
from lms.foundation.jobs import enqueue
from lms.foundation.language import Said, Sentence, kept, say
from lms.foundation.prepared import Entering
from lms.foundation.text import plain_text
from lms.notices.models import Notice, Receipt

LETTERS = "notices.letters"
LONGEST_TITLE, LONGEST_TEXT = 120, 4000  # letters
USED = say(
    "Formulir ini sudah mengirim pengumuman lain. Periksa isi dan penerimanya, lalu kirim lagi."
)
_RECEIPTS = Entering(Receipt, "notice_id", "person_id", once=True)


@dataclass(frozen=True)
class Told:
    """What an author tells, about which course; `audience` says to whom."""

    agency_id: int
    author_id: int
    course_slug: str
    audience: Said
    title: str
    text: str

    def __post_init__(self) -> None:
        """Raises Invalid where there is nothing to tell, or more than anybody reads."""
        found: dict[str, Sentence | str] = {}
        for field, most in (("title", LONGEST_TITLE), ("text", LONGEST_TEXT)):
            length = len(getattr(self, field))
            if not length:
                found[field] = say("Isian ini wajib diisi.")
            elif length > most:
                found[field] = say("Paling panjang %(most)s huruf.", most=most)
        if found:
            raise Invalid(fields=found)


def worded(text: str) -> str:
    """As it is kept: plain, with its own line breaks."""
    return plain_text(text).strip()


def tell(told: Told, people: Iterable[int], key: str) -> Notice:
    """Tell these people; the same form sent twice tells once.

    Raises Conflict for nobody, and Invalid for a form that told something else: of another course,
    or this one in other words or to others, as who goes back to it may write.
    """
    same = select(Notice).filter_by(author_id=told.author_id, key=key)
    if (before := db.session.scalar(same)) is not None:
        if _facts(before) != _facts(told):
            raise Invalid(fields={"key": USED})
        return before
    reached = sorted(set(people))
    if not reached:
        raise Conflict(say("Tidak ada orang yang cocok dengan pilihan penerima."))
    notice = Notice(**vars(told) | {"audience": kept(told.audience)}, key=key, at=clock.now())
    try:
        with db.session.begin_nested():
            db.session.add(notice)
    except IntegrityError:  # the other of two clicks came first
        return db.session.scalars(same).one()
    _RECEIPTS.enter(*({"notice_id": notice.id, "person_id": each} for each in reached))
    enqueue(LETTERS, key=f"{LETTERS}:{notice.id}", notice_id=notice.id)
    _audit("told", notice, told.author_id, people=len(reached))
    return notice


def _facts(it: Told | Notice) -> tuple[object, ...]:
    audience = it.audience if isinstance(it, Notice) else kept(it.audience)
    return it.course_slug, audience, it.title, it.text


def take_back(notice: Notice, by: int) -> None:
    """Nobody reads it any more; letters that were sent cannot be fetched. Once is enough."""
    if notice.withdrawn_at is None:
        notice.withdrawn_at = clock.now()
        _audit("withdrawn", notice, by)


def _audit(verb: str, notice: Notice, by: int, **detail: int) -> None:
    audit(verb, "notice", notice.id, actor_id=by, agency_id=notice.agency_id, **detail)


def note_read(notice_id: int, person_id: int) -> None:
    """The read log: the first moment at which it was opened."""
    unread = (
        update(Receipt)
        .where(Receipt.notice_id == notice_id, Receipt.person_id == person_id)
        .where(Receipt.read_at.is_(None))
    )
    with aside() as connection:
        connection.execute(unread.values(read_at=clock.now()))

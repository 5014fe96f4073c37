"""The text of a topic with the questions that an import adds to it."""

from sqlalchemy import select

from lms.catalog.models import BankTopic, Document
from lms.catalog.reading import read_bank
from lms.catalog.reading.shapes import ReadBank
from lms.catalog.reading.topics import LARGEST
from lms.exchange.checking import front
from lms.exchange.planning import Plan, Wanted
from lms.foundation.database import rows
from lms.foundation.errors import Conflict, Invalid
from lms.foundation.language import say


def grown(made: Plan, wanted: Wanted) -> ReadBank:
    """The topic with its questions of today and those of the plan; raises Conflict, Invalid.

    What comes of it can be read again, or every later import and every folder would fail on it.
    """
    old = _topic(wanted.topic) or _begun(made, wanted)
    _ensure_new(old, made)
    source = old.source if old.source.endswith(b"\n") else old.source + b"\n"
    text = source + "".join(f"\n{each.source}" for each in made.questions).encode()
    if len(text) > LARGEST:
        raise Invalid(
            say(
                "Topik %(topic)s menjadi lebih dari %(most)d MB. Pakai topik lain.",
                topic=wanted.topic,
                most=LARGEST // 2**20,
            )
        )
    return ReadBank(wanted.topic, old.title, text, (*old.questions, *made.questions))


def _begun(made: Plan, wanted: Wanted) -> ReadBank:
    """A topic that is new, without a question; its title must be one of our grammar."""
    title = wanted.title or wanted.topic
    beginning = front(title)
    reading = read_bank(wanted.topic, f"{beginning}\n{made.questions[0].source}".encode())
    if reading.mistakes:
        raise Invalid(say("Judul topik: %(mistake)s", mistake=reading.mistakes[0]))
    return ReadBank(wanted.topic, title, beginning.encode(), ())


def _ensure_new(old: ReadBank, made: Plan) -> None:
    """Somebody may have written to the topic since the plan was made."""
    names = {each.identifier for each in old.questions}
    if not names.isdisjoint(each.identifier for each in made.questions):
        raise Conflict(
            say("Topik %(topic)s baru saja diubah. Kirim berkasnya sekali lagi.", topic=old.topic)
        )


def _topic(slug: str) -> ReadBank | None:
    """The topic as it is now, read again, and locked so that nobody adds to it meanwhile."""
    rows(select(BankTopic.id).where(BankTopic.slug == slug).with_for_update())
    wanted = (
        select(Document.source)
        .join(BankTopic, BankTopic.document_digest == Document.digest)
        .where(BankTopic.slug == slug)
    )
    found = rows(wanted)
    if not found:
        return None
    reading = read_bank(slug, found[0][0])
    if reading.mistakes:
        first = reading.mistakes[0]
        raise Conflict(
            say("Topik %(topic)s sendiri memuat kesalahan: %(first)s", topic=slug, first=first)
        )
    return reading.bank[0]

"""Walking the chain: whether every sealed row is as it was, and which is the first that is not."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select

from lms.foundation.audit import AuditEntry
from lms.foundation.database import db
from lms.foundation.language import Sentence, say
from lms.foundation.trail.seals import FIRST, HINT, AuditSeal, between, chained, hinted, leaf

Known = tuple[int, str]  # the number and hash of a seal, as they were written down elsewhere


@dataclass
class Walk:
    """How far the chain was walked, and what stopped it."""

    seals: int = 0
    rows: int = 0
    unsealed: int = 0
    fault: Sentence | None = None


def walk(since: datetime | None = None, known: Known | None = None) -> Walk:
    """Walk all seals, or those that were made since a moment, one at a time."""
    told, number, before = Walk(), _start(since), None
    if number > 1:
        before = db.session.get(AuditSeal, number - 1)
    for seal in _seals(number):
        told.fault = _fault(seal, before, number) or _not_as_known(seal, known)
        if told.fault:
            return told
        told.seals, told.rows = told.seals + 1, told.rows + seal.count
        before, number = seal, number + 1
    if known and known[0] >= number:
        told.fault = say("Segel %(number)d, yang tercatat di luar, tidak ada.", number=known[0])
    told.unsealed = _unsealed(before)
    return told


def _start(since: datetime | None) -> int:
    if since is None:
        return 1
    first = select(func.min(AuditSeal.number)).where(AuditSeal.sealed_at >= since)
    last = select(func.coalesce(func.max(AuditSeal.number), 0) + 1)
    return db.session.scalar(first) or db.session.scalar(last) or 1


def _seals(number: int) -> Iterator[AuditSeal]:
    """From this number on; each is forgotten before the next is read."""
    above = number - 1
    following = select(AuditSeal).order_by(AuditSeal.number).limit(1)
    while seal := db.session.scalar(following.where(AuditSeal.number > above)):
        yield seal
        above = seal.number
        db.session.expunge(seal)


def _fault(seal: AuditSeal, before: AuditSeal | None, number: int) -> Sentence | None:
    if seal.number != number:
        return say("Segel %(number)d hilang.", number=number)
    after = before.last_id if before else None
    leaves = [(each[0], leaf(each)) for each in between(after, seal.last_id)]
    if chained(seal, before.hash if before else FIRST, leaves) == seal.hash:
        # Without a seal before, this one says itself where it begins.
        return None if before is None or seal.after_id == after else _broken(seal)
    return _first_difference(seal, leaves) or _broken(seal)


def _broken(seal: AuditSeal) -> Sentence:
    return say("Segel %(number)d sendiri diubah.", number=seal.number)


def _first_difference(seal: AuditSeal, leaves: list[tuple[int, bytes]]) -> Sentence | None:
    """The row with the lowest number that is not what the seal remembers of it."""
    sealed, found = dict(hinted(seal.hints)), {number: it[:HINT] for number, it in leaves}
    different = (
        number for number in sealed.keys() | found.keys() if sealed.get(number) != found.get(number)
    )
    first = min(different, default=None)
    if first is None:
        return None
    facts = {"id": first, "number": seal.number}
    if first not in found:
        return say("Baris %(id)d dihapus sesudah disegel (segel %(number)d).", **facts)
    if first not in sealed:
        return say("Baris %(id)d disisipkan sesudah disegel (segel %(number)d).", **facts)
    return say("Baris %(id)d diubah sesudah disegel (segel %(number)d).", **facts)


def _not_as_known(seal: AuditSeal, known: Known | None) -> Sentence | None:
    if known is None or seal.number != known[0] or seal.hash == known[1]:
        return None
    return say("Segel %(number)d bukan yang tercatat di luar.", number=seal.number)


def _unsealed(last: AuditSeal | None) -> int:
    after = [AuditEntry.id > last.last_id] if last else []
    return db.session.scalar(select(func.count()).select_from(AuditEntry).where(*after)) or 0

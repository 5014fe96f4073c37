"""The one sealer: seals what was committed since, when no row below it can appear any more."""

import time
from datetime import timedelta

from sqlalchemy import func, select, text
from sqlalchemy.exc import IntegrityError

from lms.foundation import clock
from lms.foundation.audit import AuditEntry
from lms.foundation.database import db, rows, transaction
from lms.foundation.jobs import job
from lms.foundation.trail.seals import FIRST, AuditSeal, between, chained, head, hints_of, leaf

MOST = 10_000  # rows of one seal, so that memory stays as it is however long the trail
PATIENCE = 20.0  # seconds to wait for writers that were underway

# Whoever appends has this lock before its row has a number, and until the row is committed.
_WRITERS = text("""
    SELECT virtualtransaction FROM pg_locks
    WHERE locktype = 'relation' AND mode = 'RowExclusiveLock' AND granted
      AND relation = 'audit_entry'::regclass
      AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
""")


def settled(patience: float = PATIENCE) -> int | None:
    """A number that no row will be committed below any more; none when writers take too long.

    Nobody waits for this: it waits for those who were appending when the number was read.
    """
    highest: int | None = db.session.scalar(select(func.max(AuditEntry.id)))
    if highest is None or db.engine.dialect.name == "sqlite":
        return highest  # one writer at a time: numbers are committed in their order
    underway, until = set(rows(_WRITERS)), time.monotonic() + patience
    while underway:
        if time.monotonic() > until:
            return None
        time.sleep(0.02)
        underway &= set(rows(_WRITERS))
    return highest


@job("foundation.seal_trail", slow=True, every=timedelta(minutes=15))
def seal_trail(most: int = MOST, patience: float = PATIENCE) -> None:
    """Seal all that is settled, in seals of at most `most` rows."""
    highest = settled(patience)
    while highest is not None and _seal(highest, most):
        pass


def _seal(highest: int, most: int) -> bool:
    """One seal; rows are read and digested outside the transaction, so that no writer waits."""
    last = head()
    after = last.last_id if last else None
    leaves = [(each[0], leaf(each)) for each in between(after, highest, most)]
    if not leaves:
        return False
    seal = AuditSeal(
        number=last.number + 1 if last else 1,
        after_id=leaves[0][0] - 1 if after is None else after,
        last_id=leaves[-1][0],
        count=len(leaves),
        hints=hints_of(leaves),
        sealed_at=clock.now(),
    )
    seal.hash = chained(seal, last.hash if last else FIRST, leaves)
    try:
        with transaction():
            db.session.add(seal)
    except IntegrityError:
        return False  # another sealer was first: a number is given once, so the chain has no fork
    return True

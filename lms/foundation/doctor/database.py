"""The database: whether it answers, is set as it should be, and stands at this release."""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta

from sqlalchemy import Connection, func, select, text
from sqlalchemy.exc import SQLAlchemyError

from lms.foundation import clock, schema
from lms.foundation.audit import AuditEntry
from lms.foundation.database import db, reading_engine
from lms.foundation.doctor.finding import Finding, fault, ok
from lms.foundation.language import say
from lms.foundation.schema import Standing

OLDEST_POSTGRESQL = 13
SKEW = timedelta(seconds=60)


def _database() -> Iterator[Finding]:
    try:
        with reading_engine().connect() as connection:
            found = list(_set_right(connection))
    except SQLAlchemyError as error:
        said = str(getattr(error, "orig", error)).splitlines()[0]
        found = [fault("database", say("Tidak menjawab: %(said)s", said=said))]
    yield from found or [ok("database", db.engine.url.render_as_string())]


def _set_right(connection: Connection) -> Iterator[Finding]:
    sqlite = connection.dialect.name == "sqlite"
    for question, (is_right, sentence) in (_SQLITE if sqlite else _POSTGRESQL).items():
        found = connection.scalar(text(question))
        if not is_right(found):
            yield fault("database", say(sentence, found=found))
    if not sqlite:
        yield from _skew(connection.scalar(select(func.now())))


_SQLITE: dict[str, tuple[Callable[[object], bool], str]] = {
    "PRAGMA journal_mode": (lambda v: v == "wal", "journal_mode %(found)s, seharusnya wal."),
    "PRAGMA synchronous": (lambda v: v == 2, "synchronous %(found)s, seharusnya 2 (FULL)."),
    "PRAGMA foreign_keys": (lambda v: v == 1, "foreign_keys %(found)s, seharusnya 1."),
    "PRAGMA quick_check": (lambda v: v == "ok", "Berkasnya rusak (%(found)s): lms restore."),
}
_POSTGRESQL: dict[str, tuple[Callable[[object], bool], str]] = {
    "SELECT current_setting('server_version_num')::int / 10000": (
        lambda v: isinstance(v, int) and v >= OLDEST_POSTGRESQL,
        "PostgreSQL %(found)s terlalu lama; perlu 13 atau lebih baru.",
    ),
    "SHOW server_encoding": (lambda v: v == "UTF8", "Pengodean %(found)s, seharusnya UTF8."),
    "SHOW fsync": (lambda v: v == "on", "fsync %(found)s: data dapat hilang saat listrik padam."),
}


def _skew(theirs: datetime | None) -> Iterator[Finding]:
    apart = abs(clock.now() - theirs) if theirs else timedelta()
    if apart > SKEW:
        seconds = apart.total_seconds()
        sentence = "Jam server basis data berbeda %(seconds).0f detik. Hidupkan NTP di keduanya."
        yield fault("clock", say(sentence, seconds=seconds))


def _migrations() -> Iterator[Finding]:
    standing = schema.standing()
    if standing is Standing.AT_HEAD:
        yield ok("migrations", schema.head())
    elif standing is Standing.AHEAD:
        yield fault("migrations", say("Basis data dari versi yang lebih baru. Pasang versi itu."))
    else:
        command = "lms init" if standing is Standing.EMPTY else "lms upgrade"
        yield fault("migrations", say("Belum lengkap. Jalankan: %(what)s", what=command))


def _history() -> Iterator[Finding]:
    """A clock that was put back would let records be made in the past."""
    last = db.session.scalar(select(func.max(AuditEntry.at)))
    if last and last > clock.now() + SKEW:
        yield fault("clock", say("Jejak audit bertanggal %(last)s, di masa depan.", last=last))


CHECKS = (_database, _migrations, _history)

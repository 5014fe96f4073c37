"""The application's context for one command."""

from collections.abc import Iterator
from contextlib import contextmanager, nullcontext

from flask import Flask

from lms.foundation import schema
from lms.foundation.database import db, transaction
from lms.foundation.errors import Conflict
from lms.foundation.language import Sentence, say
from lms.foundation.schema import Standing

TOLD: dict[Standing, Sentence] = {
    Standing.EMPTY: say("Basis data belum disiapkan. Jalankan: lms init"),
    Standing.BEHIND: say("Basis data belum mengikuti versi ini. Jalankan: lms upgrade"),
    Standing.AHEAD: say(
        "Basis data sudah dipakai versi yang lebih baru. Jalankan versi itu, atau pulihkan "
        "cadangan yang dibuat sebelum peningkatan: lms restore BERKAS"
    ),
}


@contextmanager
def site(*, write: bool = False, ready: bool = True) -> Iterator[Flask]:
    """The application, ready for a command; with `write`, in one transaction that is kept.

    Raises Conflict where the database is not at this release's migrations, unless not `ready`.
    """
    # Here, since it is all the house: checking a folder or printing help needs none of it.
    from lms.app import create_app  # noqa: PLC0415

    app = create_app()
    with app.app_context():
        if ready:
            ensure_at_head()
        try:
            with transaction() if write else nullcontext():
                yield app
        finally:
            db.session.remove()
            db.engine.dispose()  # nothing open is inherited by what a command starts


def ensure_at_head() -> None:
    standing = schema.standing()
    if standing in TOLD:
        raise Conflict(TOLD[standing])

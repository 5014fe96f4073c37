"""The jobs: many certificates as one ZIP file, and its end after some days."""

import json
import re
import zipfile
from contextlib import suppress
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

from sqlalchemy import select, update

from lms.certificates import queries
from lms.certificates.actions import JOB
from lms.certificates.keeping import pdf_of
from lms.certificates.models import Bundle, BundleState
from lms.certificates.queries import Shown
from lms.foundation import clock
from lms.foundation.database import db, transaction
from lms.foundation.errors import Gone, Refusal
from lms.foundation.files import settle, store
from lms.foundation.jobs import job, progress
from lms.foundation.language import say, to_keep

KEPT = timedelta(days=7)
A_WHILE = 25  # certificates between two notes of how far it is
NOT_IN_NAMES = re.compile(r"[^\w.,() -]+")
LONGEST_NAME = 120


def path_of(bundle_id: int) -> Path:
    """Beside the store's own files: a backup need not hold what can be made again."""
    return store().folder / "bundles" / f"{bundle_id}.zip"


def _leave(bundle_id: int) -> None:
    asked = db.session.get(Bundle, bundle_id)
    if asked and asked.state == BundleState.MAKING:
        fault = json.dumps(to_keep(say("Dibatalkan oleh administrator. Mintalah lagi.")))
        asked.state, asked.fault, asked.ended_at = BundleState.REFUSED, fault, clock.now()
    _part_of(bundle_id).unlink(missing_ok=True)  # also that of a worker that died


def _part_of(bundle_id: int) -> Path:
    return path_of(bundle_id).with_suffix(".part")


@job(JOB, slow=True, left=_leave)
def make_bundle(bundle_id: int) -> None:
    """Written certificate by certificate, so that a thousand need no more memory than one.

    Done twice it gives the same.
    """
    asked = db.session.get_one(Bundle, bundle_id)
    if asked.state != BundleState.MAKING:
        return
    path = path_of(bundle_id)
    path.parent.mkdir(parents=True, exist_ok=True)
    part = _part_of(bundle_id)
    try:
        with zipfile.ZipFile(part, "w") as file:  # PDF is packed already
            _fill(file, asked)
        settle(part, path)
        _note(bundle_id, state=BundleState.READY, ended_at=clock.now())
    except Refusal as refusal:
        part.unlink(missing_ok=True)
        fault = json.dumps(to_keep(refusal.sentence))
        _note(bundle_id, state=BundleState.REFUSED, fault=fault, ended_at=clock.now())


def _fill(file: zipfile.ZipFile, asked: Bundle) -> None:
    bundle_id, wanted = asked.id, [UUID(each) for each in asked.certificates]
    for done, certificate_id in enumerate(wanted, 1):
        progress(done - 1, len(wanted))
        one = queries.certificate(certificate_id)
        with suppress(Gone):  # redacted meanwhile
            file.writestr(name_of(one), pdf_of(one))
        if done % A_WHILE == 0 or done == len(wanted):
            _note(bundle_id, done=done)


def name_of(one: Shown) -> str:
    """A name of the file that every system takes, in the order of the numbers."""
    plain = NOT_IN_NAMES.sub("-", f"{one.number} {one.name}")
    return f"{plain[:LONGEST_NAME].strip(' .-')} {one.code[:4]}.pdf"


def _note(bundle_id: int, **values: Any) -> None:
    with transaction():
        db.session.execute(update(Bundle).where(Bundle.id == bundle_id).values(values))


@job("certificates.sweep", every=timedelta(days=1))
def sweep() -> None:
    """Take away the files that were made long ago; that somebody had them stays on record."""
    old = (Bundle.state == BundleState.READY, Bundle.ended_at < clock.now() - KEPT)
    for bundle in db.session.scalars(select(Bundle).where(*old)):
        path_of(bundle.id).unlink(missing_ok=True)
        bundle.state = BundleState.REMOVED

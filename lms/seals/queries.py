"""Which keys seal here, and what a seal says."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

from blinker import Signal
from sqlalchemy import select
from sqlalchemy.orm import joinedload

from lms.foundation.database import db
from lms.foundation.strongbox import OtherSecret
from lms.identity.models import Agency
from lms.seals import jws, keys
from lms.seals.badges import IN_A_LIST, position_of
from lms.seals.envelope import envelopes
from lms.seals.kinds import CREDENTIAL, MANIFEST
from lms.seals.models import SealKey

# Asked with an agency's id, `first` and `last`: the room that numbers what is awarded answers the
# positions between them, both included, whose awards are revoked.
revoked_asked = Signal()


class Verdict(StrEnum):
    INTACT = "intact"  # to the byte as it was sealed
    CHANGED = "changed"  # one of our seals is on it, and does not fit it
    UNSEALED = "unsealed"
    FOREIGN = "foreign"  # sealed, but by no key of this site
    DISTRUSTED = "distrusted"  # intact, by a key that somebody else may have had


@dataclass(frozen=True)
class Checked:
    """What a seal says; agency, moment and content are believed where it is intact."""

    verdict: Verdict
    agency_id: int | None = None
    agency: str = ""
    at: datetime | None = None
    fingerprint: str = ""
    content: Mapping[str, Any] = field(default_factory=dict)

    @property
    def spelled(self) -> str:
        return in_fours(self.fingerprint)

    @property
    def is_intact(self) -> bool:
        return self.verdict is Verdict.INTACT


def in_fours(fingerprint: str) -> str:
    """As people compare it."""
    return " ".join(fingerprint[at : at + 4] for at in range(0, len(fingerprint), 4))


def seal_of_pdf(pdf: bytes) -> Checked:
    """Whether this file is, byte by byte, one that an agency sealed here; asks no PDF reader."""
    found = envelopes(pdf)
    for each in found:
        for certificate in each.certificates:
            key = key_of(keys.fingerprint_of(certificate))
            if key:
                return _checked(key, each.is_intact(key.certificate), each.at)
    signed = any(each.content for each in found)
    return Checked(Verdict.FOREIGN if signed else Verdict.UNSEALED)


def seal_of_manifest(text: bytes) -> Checked:
    """Whether a manifest is as it was sealed, and what it says."""
    return _seal_of_text(text, MANIFEST)


def seal_of_credential(text: bytes) -> Checked:
    """The same of a credential; `content` is the credential."""
    return _seal_of_text(text, CREDENTIAL)


def is_revoked(checked: Checked) -> bool:
    """Whether a badge that was found intact has been taken back since."""
    position = position_of(checked.content)
    if checked.agency_id is None or position is None:
        return False
    return position in revoked_in(checked.agency_id, position // IN_A_LIST)


def revoked_in(agency_id: int, number: int) -> set[int]:
    """The positions of an agency's list that are revoked, as the room of certificates tells."""
    first = number * IN_A_LIST
    told = revoked_asked.send(agency_id, first=first, last=first + IN_A_LIST - 1)
    return {position for _, positions in told for position in positions}


def _seal_of_text(text: bytes, kind: str) -> Checked:
    opened = jws.opened(text)
    if opened is None or opened.kind != kind:
        return Checked(Verdict.UNSEALED)
    key = key_of(opened.fingerprint)
    if key is None:
        return Checked(Verdict.FOREIGN)
    return _checked(key, opened.is_intact(key.certificate), opened.at, opened.content)


def _checked(
    key: SealKey, intact: bool, at: datetime | None, content: Mapping[str, Any] | None = None
) -> Checked:
    believed = Verdict.DISTRUSTED if key.distrusted_at else Verdict.INTACT
    about = (key.agency_id, key.agency.name)
    if not intact:
        return Checked(Verdict.CHANGED, *about, fingerprint=key.fingerprint)
    return Checked(believed, *about, at, key.fingerprint, content or {})


def key_of(fingerprint: str) -> SealKey | None:
    return db.session.scalar(_WITH_AGENCY.where(SealKey.fingerprint == fingerprint))


def key_in_use(agency_id: int) -> SealKey | None:
    """The one that seals now; it may have come to its end."""
    one = _WITH_AGENCY.where(SealKey.agency_id == agency_id, SealKey.retired_at.is_(None))
    return db.session.scalar(one)


def unreadable() -> Sequence[SealKey]:
    """Keys in use that this site's secret does not open."""
    return [key for key in all_keys() if not key.retired_at and not _opens(key)]


def _opens(key: SealKey) -> bool:
    try:
        keys.taken_out(key.certificate, key.locked or b"")
    except OtherSecret:
        return False
    return True


def all_keys() -> Sequence[SealKey]:
    """By agency, the newest first."""
    return db.session.scalars(_IN_ORDER).all()


def keys_of(agency_code: str) -> Sequence[SealKey]:
    return db.session.scalars(_IN_ORDER.where(Agency.code == agency_code)).all()


_WITH_AGENCY = select(SealKey).options(joinedload(SealKey.agency))
_IN_ORDER = _WITH_AGENCY.join(Agency).order_by(Agency.code, SealKey.since.desc(), SealKey.id.desc())

"""Making an agency's key, and sealing with it."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from sqlalchemy import select

from lms.foundation import clock
from lms.foundation.audit import audit
from lms.foundation.database import db, is_writing
from lms.foundation.errors import Conflict
from lms.foundation.language import say
from lms.foundation.strongbox import OtherSecret
from lms.identity.models import Agency
from lms.seals import issuer, jws, keys
from lms.seals.badges import Award, credential, list_of_revoked
from lms.seals.kinds import CREDENTIAL, MANIFEST
from lms.seals.models import SealKey
from lms.seals.queries import key_in_use, revoked_in
from lms.seals.sealer import OwnKey, Sealer

__all__ = [
    "Award",
    "distrust",
    "ensure_key",
    "rotate",
    "seal_badge",
    "seal_list",
    "seal_manifest",
    "seal_pdf",
]
UNREADABLE = say(
    "Kunci segel instansi ini tidak terbuka: LMS_SECRET_KEY bukan lagi yang dipakai saat kunci itu "
    "dibuat. Minta pengelola memasang yang lama, atau membuat kunci baru: lms seals rotate KODE"
)
STILL_SEALS = say("Kunci ini masih menyegel. Ganti dulu: lms seals rotate KODE --unsafe")
RENEWED = timedelta(days=90)  # before its end


def ensure_key(agency_id: int) -> SealKey:
    """The key of an agency; made where there is none yet, or where its end is near."""
    held = _lasting(agency_id)
    if held:
        return held
    # Whoever else would make the first one waits here, and then finds it.
    one = select(Agency).where(Agency.id == agency_id).with_for_update(key_share=True)
    agency = db.session.execute(one).scalar_one()
    return _lasting(agency_id) or rotate(agency)


def _lasting(agency_id: int) -> SealKey | None:
    held = key_in_use(agency_id)
    return held if held and held.until - clock.now() > RENEWED else None


def rotate(agency: Agency, *, unsafe: bool = False) -> SealKey:
    """A new key in the place of the old; `unsafe`: what that one sealed is believed no more."""
    now, held = clock.now(), key_in_use(agency.id)
    if held:
        held.retired_at, held.locked = now, None
        held.distrusted_at = now if unsafe else None
        db.session.flush()
    pair = keys.make_pair(agency.name, now)
    made = SealKey(
        agency_id=agency.id,
        fingerprint=keys.fingerprint_of(pair.certificate),
        certificate=pair.certificate,
        locked=keys.locked(pair),
        since=now,
        until=now + keys.LASTS,
    )
    db.session.add(made)
    db.session.flush()
    before = held.fingerprint if held else None
    said: dict[str, Any] = {"replaces": before, "unsafe": unsafe}
    audit("made", "seal_key", made.fingerprint, actor_id=None, agency_id=agency.id, **said)
    return made


def distrust(key: SealKey) -> None:
    """Somebody else may have had this key, perhaps from an old backup; `rotate` one in use."""
    if key.retired_at is None:
        raise Conflict(STILL_SEALS)
    if key.distrusted_at is None:
        key.distrusted_at = clock.now()
        audit("distrusted", "seal_key", key.fingerprint, actor_id=None, agency_id=key.agency_id)


def seal_pdf(agency_id: int, pdf: bytes, reason: str) -> bytes:
    """The PDF with the agency's seal behind it.

    Raises Conflict where the agency has no key that can be used (it is made on first use, where
    something may be written), and Invalid where this is no PDF or bears such a seal already.
    """
    return _sealer(agency_id).seal(pdf, reason)


def seal_manifest(agency_id: int, manifest: Mapping[str, Any]) -> bytes:
    """What is said of a file (its SHA-256, rows, filters, who, when), sealed: a compact JWS.

    The manifest is anything that JSON holds. `queries.seal_of_manifest` checks it and gives it
    back; the file itself is to be compared with the digest that it tells. Raises Conflict.
    """
    return _seal(*_usable(agency_id), MANIFEST, manifest)


def seal_badge(agency_id: int, award: Award) -> bytes:
    """The certificate as an Open Badge 3.0: a vc+jwt. Raises Conflict.

    Whoever numbers the awards' positions answers `queries.revoked_asked`.
    """
    held, pair = _usable(agency_id)
    return _seal(held, pair, CREDENTIAL, credential(award, issuer.issuer_of(held.agency)))


def seal_list(agency_id: int, number: int) -> bytes:
    """The agency's list of revoked badges of this number, sealed now. Raises Conflict."""
    held, pair = _usable(agency_id)
    revoked = revoked_in(agency_id, number)
    content = list_of_revoked(number, revoked, issuer.issuer_of(held.agency), clock.now())
    return _seal(held, pair, CREDENTIAL, content)


def _seal(held: SealKey, pair: keys.Pair, kind: str, content: Mapping[str, Any]) -> bytes:
    kid = issuer.kid_of(held.agency.code, held.fingerprint)
    header = {"typ": kind, "kid": kid, "iat": int(clock.now().timestamp())}
    if kind != MANIFEST:
        header |= {"jwk": jws.public_key(held.certificate, kid)}
    return jws.seal(pair, header, content)


def _sealer(agency_id: int) -> Sealer:
    held, pair = _usable(agency_id)
    return OwnKey(pair, held.agency.name)


def _usable(agency_id: int) -> tuple[SealKey, keys.Pair]:
    held = ensure_key(agency_id) if is_writing() else key_in_use(agency_id)
    if held is None or held.until <= clock.now():
        raise Conflict(
            say(
                "Instansi ini belum punya kunci segel yang berlaku. Minta pengelola menjalankan: "
                "lms seals rotate KODE"
            )
        )
    try:
        return held, keys.taken_out(held.certificate, held.locked or b"")
    except OtherSecret:
        raise Conflict(UNREADABLE) from None

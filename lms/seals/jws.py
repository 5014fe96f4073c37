"""Seals of texts: JSON Web Signatures in the compact form, written in one way only."""

import json
import re
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from joserfc import jws
from joserfc.errors import JoseError
from joserfc.jwk import RSAKey

from lms.seals.keys import Pair, public_half

ALGORITHM = "RS256"
SHAPE = re.compile(rb"[A-Za-z0-9_-]{1,4000}\.[A-Za-z0-9_-]{1,1000000}\.[A-Za-z0-9_-]{512}")
FINGERPRINT = re.compile(r"[0-9a-f]{64}")
BROKEN = (ValueError, TypeError, KeyError, RecursionError, JoseError)


class Registry(jws.JWSRegistry):
    """What joserfc takes: room for a public key in the header, and for lists of what is revoked."""

    max_header_length = 4000
    max_payload_length = 1_000_000


# Not strict, since it does not know `iat`, the moment of sealing as JAdES names it.
REGISTRY = Registry(algorithms=[ALGORITHM], strict_check_header=False)


@dataclass(frozen=True)
class Opened:
    """What is written in it; nothing of it is proved yet."""

    text: bytes
    header: Mapping[str, Any]
    content: Mapping[str, Any]

    @property
    def fingerprint(self) -> str:
        """Of the certificate of the key by which it says it was sealed; "" where it says none.

        A stranger wrote it: half a letter or a zero byte there is nothing to ask a database for.
        """
        told = str(self.header.get("kid", "")).rpartition("#")[2]
        return told if FINGERPRINT.fullmatch(told) else ""

    @property
    def kind(self) -> str:
        return str(self.header.get("typ", ""))

    @property
    def at(self) -> datetime | None:
        with suppress(*BROKEN, OverflowError, OSError):
            return datetime.fromtimestamp(int(self.header["iat"]), UTC)
        return None

    def is_intact(self, certificate: bytes) -> bool:
        key = RSAKey.import_key(public_half(certificate))
        with suppress(*BROKEN):
            jws.deserialize_compact(self.text, key, registry=REGISTRY)
            return True
        return False


def public_key(certificate: bytes, kid: str) -> dict[str, Any]:
    """The public half as a JSON Web Key."""
    told = RSAKey.import_key(public_half(certificate)).as_dict(private=False)
    return {name: told[name] for name in ("kty", "n", "e")} | {"alg": ALGORITHM, "kid": kid}


def seal(pair: Pair, header: Mapping[str, Any], content: Mapping[str, Any]) -> bytes:
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    key = RSAKey.import_key(pair.private)
    said = {"alg": ALGORITHM, **header}
    return jws.serialize_compact(said, text.encode(), key, registry=REGISTRY).encode()


def opened(text: bytes) -> Opened | None:
    """What a file says; nothing where it is no such seal, or written in any other way than ours."""
    if not SHAPE.fullmatch(text):
        return None
    with suppress(*BROKEN):
        found = jws.extract_compact(text, registry=REGISTRY)
        content = json.loads(found.payload)
        if isinstance(content, dict):
            return Opened(text, found.headers(), content)
    return None

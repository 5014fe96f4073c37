"""Secrets and signatures as standardwebhooks.com says: pure functions."""

import hmac
from base64 import b64decode, b64encode
from collections.abc import Sequence
from hashlib import sha256
from secrets import token_bytes

PREFIX = "whsec_"
BYTES = 32  # of a secret; the specification asks for 24 to 64


def new_secret() -> str:
    """As its receiver keeps it."""
    return PREFIX + b64encode(token_bytes(BYTES)).decode()


def headers(uid: str, moment: int, body: str, secrets: Sequence[str]) -> dict[str, str]:
    """Who sent this and when; each secret signs, so that one may take another's place."""
    signed = f"{uid}.{moment}.{body}".encode()
    return {
        "webhook-id": uid,
        "webhook-timestamp": str(moment),
        "webhook-signature": " ".join(_signature(signed, each) for each in secrets),
    }


def _signature(signed: bytes, secret: str) -> str:
    key = b64decode(secret.removeprefix(PREFIX))
    return "v1," + b64encode(hmac.digest(key, signed, sha256)).decode()

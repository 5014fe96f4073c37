"""What lies in the database but is of no use to whoever has only the database.

Locked with a key made of LMS_SECRET_KEY, which no backup holds.
"""

import os

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from flask import current_app

SALT, NONCE = 16, 12  # bytes


class OtherSecret(Exception):
    """It was locked with another LMS_SECRET_KEY, or was meddled with, or is not about this."""


def lock_up(content: bytes, about: str) -> bytes:
    """`content` so that only this site's secret opens it, and only as what it is `about`."""
    salt, nonce = os.urandom(SALT), os.urandom(NONCE)
    return salt + nonce + _lock(salt).encrypt(nonce, content, about.encode())


def take_out(locked: bytes, about: str) -> bytes:
    """What was locked up; raises OtherSecret."""
    salt, nonce, content = locked[:SALT], locked[SALT : SALT + NONCE], locked[SALT + NONCE :]
    try:
        return _lock(salt).decrypt(nonce, content, about.encode())
    except (InvalidTag, ValueError):
        raise OtherSecret from None


def _lock(salt: bytes) -> AESGCM:
    secret = str(current_app.config["SECRET_KEY"]).encode()
    return AESGCM(HKDF(SHA256(), 32, salt, b"strongbox").derive(secret))

"""What a token looks like: known by its beginning, checked by its end, and never kept.

190 bits of chance need no slow digest. The checksum lets scanners of secrets tell a token from what
only looks like one, and refuses a mistyped token without asking the database.
"""

import re
import secrets
import string
from hashlib import sha256
from zlib import crc32

PREFIX = "bas_"
SIGNS = string.digits + string.ascii_uppercase + string.ascii_lowercase
LENGTH, CHECKED = 32, 6
SHAPE = re.compile(rf"{PREFIX}[0-9A-Za-z]{{{LENGTH + CHECKED}}}")
HINT = 4  # signs that lists show


def fresh() -> str:
    body = "".join(secrets.choice(SIGNS) for _ in range(LENGTH))
    return f"{PREFIX}{body}{_checksum(body)}"


def is_token(given: str) -> bool:
    """Whether it was made here, as far as its signs tell."""
    body, told = given[len(PREFIX) : -CHECKED], given[-CHECKED:]
    return bool(SHAPE.fullmatch(given)) and secrets.compare_digest(_checksum(body), told)


def digest(token: str) -> str:
    return sha256(token.encode()).hexdigest()


def hint(token: str) -> str:
    """Its last signs, by which its owner knows it again."""
    return token[-HINT:]


def _checksum(body: str) -> str:
    number, signs = crc32(body.encode()), ""
    for _ in range(CHECKED):
        number, place = divmod(number, len(SIGNS))
        signs = SIGNS[place] + signs
    return signs

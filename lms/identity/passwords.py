"""Passwords by argon2id.

Work factor m=19 MiB, t=2, p=1, the OWASP minimum: about 17 ms a check on the reference machine,
so that two cores let over 100 people a second sign in when a whole office starts at eight.
"""

from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from lms.foundation.errors import Invalid
from lms.foundation.language import say

SHORTEST = 10
LONGEST = 200
_hasher = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)


def hashed(password: str) -> str:
    return _hasher.hash(password)


@cache
def _nobodys() -> str:
    return _hasher.hash("an unknown person takes as long as a known one")


def fits(password: str, kept: str | None) -> bool:
    """Whether `password` is the one kept; takes as long where there is none."""
    try:
        return _hasher.verify(kept or _nobodys(), password) and kept is not None
    except (VerificationError, InvalidHashError):
        return False


def ensure_good(password: str, nip: str) -> None:
    """Raises Invalid for a password that is short, plain or the person's own number."""
    if not SHORTEST <= len(password) <= LONGEST:
        sentence = say("Pakai paling sedikit %(count)d huruf atau angka.", count=SHORTEST)
        raise Invalid(sentence, {"password": sentence})
    if len(set(password)) < 5 or _tells_birthday(password, nip):
        sentence = say("Kata sandi ini mudah ditebak. Jangan memakai NIP atau tanggal lahir.")
        raise Invalid(sentence, {"password": sentence})


def _tells_birthday(password: str, nip: str) -> bool:
    """Whether its digits are part of the number, or the birthday as people write it."""
    digits = "".join(each for each in password if each.isdigit())
    year, month, day = nip[:4], nip[4:6], nip[6:8]
    return len(digits) >= 6 and any(
        digits in known for known in (nip, day + month + year, day + month + year[2:])
    )

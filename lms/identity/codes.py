"""One-time codes that people type from paper: long enough, and of letters that nobody confuses.

Twelve of 28 signs are 57 bits. A guess is slowed as a wrong password is, and what is kept is keyed
with the site's own key and the person, so that neither the table nor another's slip opens anything.
"""

import hmac
import secrets
from hashlib import sha256

SIGNS = "ACDEFGHJKMNPQRTUVWXY23456789"  # no 0 O 1 I L; of B 8, S 5, Z 2 the digit
LENGTH, GROUP = 12, 4
ALIKE = str.maketrans({"B": "8", "S": "5", "Z": "2"})


def fresh() -> str:
    return "".join(secrets.choice(SIGNS) for _ in range(LENGTH))


def spoken(code: str) -> str:
    """As it is printed: in groups."""
    return "-".join(code[at : at + GROUP] for at in range(0, len(code), GROUP))


def normal(typed: str) -> str:
    """What was typed, however it was grouped and whether or not in capitals."""
    return "".join(each for each in typed.upper() if each.isalnum()).translate(ALIKE)


def digest(secret: str, person_id: int, code: str) -> str:
    told = f"activation:{person_id}:{code}".encode()
    return hmac.new(secret.encode(), told, sha256).hexdigest()

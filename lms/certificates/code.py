"""The code by which anybody finds a certificate: nobody guesses one, and it can be read aloud."""

import re
import secrets

LETTERS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"  # 32, none that looks like another
LENGTH = 16  # 80 bits
GROUP = 4
CODE = re.compile(f"[{LETTERS}]{{{LENGTH}}}")
IN_ADDRESS = re.compile(rb"/verify/([" + LETTERS.encode() + rb"]{%d})" % LENGTH)


def drawn() -> str:
    return "".join(secrets.choice(LETTERS) for _ in range(LENGTH))


def spaced(code: str) -> str:
    """In groups, as it is printed."""
    return "-".join(code[at : at + GROUP] for at in range(0, LENGTH, GROUP))


def typed(text: str) -> str:
    """What somebody typed or copied, as a code; "" where it cannot be one."""
    letters = "".join(each for each in text[:200].rsplit("/", 1)[-1].upper() if each.isalnum())
    return letters if CODE.fullmatch(letters) else ""


def named_in(content: bytes) -> str:
    """The code of the address that a file's own description names; "" where there is none."""
    found = IN_ADDRESS.search(content)
    return found[1].decode() if found else ""

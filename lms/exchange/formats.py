"""The formats by name, and how a file is told to be of one of them."""

import re
from collections.abc import Callable, Iterator

from lms.exchange.encoding import decoded
from lms.exchange.items import Found, Item
from lms.exchange.packages import ARCHIVES
from lms.exchange.readers import aiken, gift, moodle, qti
from lms.exchange.writers import gift as to_gift
from lms.exchange.writers import moodle as to_moodle
from lms.exchange.writers import qti as to_qti
from lms.foundation.errors import Invalid
from lms.foundation.language import say

LARGEST = 20 * 2**20  # bytes of a file
READERS: dict[str, Callable[[bytes], Iterator[Found]]] = {
    "gift": gift.read,
    "aiken": aiken.read,
    "moodle-xml": moodle.read,
    "qti": qti.read,
}
WRITERS: dict[str, Callable[[list[Item]], bytes]] = {
    "gift": to_gift.written,
    "moodle-xml": to_moodle.written,
    "qti": to_qti.written,
}
NAMES = {"gift": "GIFT", "aiken": "Aiken", "moodle-xml": "Moodle XML", "qti": "QTI 2.1"}
ENDINGS = {"gift": "gift.txt", "moodle-xml": "xml", "qti": "zip", "markdown": "md"}
ROOT = re.compile(r"<(?![?!])(?:\w+:)?(\w+)")
ROOTS = {"quiz": "moodle-xml", "assessmentItem": "qti", "questestinterop": "qti"}
ANSWER_LINE = re.compile(r"^[ \t]*+ANSWER[ \t]*:", re.IGNORECASE | re.MULTILINE)
BRACES = re.compile(r"(?<!\\)\{")


def detected(content: bytes) -> str:
    """The format that the content itself tells; raises Invalid where it tells none."""
    _ensure_size(content)
    if content.startswith(ARCHIVES):
        return "qti"
    text = decoded(content)
    if text.lstrip().startswith("<"):
        found = ROOT.search(text)
        form = ROOTS.get(found[1], "") if found else ""
    elif ANSWER_LINE.search(text) and not BRACES.search(text):
        form = "aiken"
    else:
        form = "gift" if BRACES.search(text) else ""
    if not form:
        raise Invalid(
            say("Bentuk berkas ini tidak dikenali. Pilih GIFT, Aiken, Moodle XML, atau QTI 2.1.")
        )
    return form


def _ensure_size(content: bytes) -> None:
    if len(content) > LARGEST:
        raise Invalid(say("Berkas ini lebih dari %(most)d MB.", most=LARGEST // 2**20))


def read(content: bytes, form: str = "") -> list[Found]:
    """Every question of the file; raises Invalid where the file as a whole cannot be read."""
    _ensure_size(content)
    return list(READERS[form or detected(content)](content))

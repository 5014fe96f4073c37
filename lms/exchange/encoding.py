"""The bytes of a file as text, in whichever of the usual encodings they were saved.

Decided by rule and not by guess: a mark at the beginning, then UTF-8, which other encodings
hardly ever are by chance, then UTF-16 by its many zero bytes, then what Windows wrote before.
"""

import codecs

from lms.foundation.errors import Invalid
from lms.foundation.language import say

MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def decoded(content: bytes) -> str:
    """Raises Invalid where no encoding fits."""
    for mark, name in MARKS:
        if content.startswith(mark):
            return _decoded(content, name)
    if b"\x00" in content[:2000]:
        even = content[:2000:2].count(0) > content[1:2000:2].count(0)
        return _decoded(content, "utf-16-be" if even else "utf-16-le")
    try:
        return content.decode()
    except UnicodeDecodeError:
        return _decoded(content, "cp1252")


def _decoded(content: bytes, name: str) -> str:
    try:
        text = content.decode(name)
    except UnicodeDecodeError:
        text = "\x00"
    if "\x00" in text:
        raise Invalid(
            say("Berkas ini bukan teks yang dikenal. Simpan ulang sebagai UTF-8, lalu coba lagi.")
        )
    return text


def lines_of(content: bytes) -> list[str]:
    """The lines of a text file, whichever system ended them."""
    return decoded(content).replace("\r\n", "\n").replace("\r", "\n").split("\n")

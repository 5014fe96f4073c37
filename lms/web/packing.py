"""Pages packed for the way, as gzip: whole, or once and for all around holes that are filled later.

A page that holds both a secret and somebody's input may tell the secret by its length (BREACH).
"""

import secrets
import struct
import zlib
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Any

from isal import isal_zlib
from werkzeug.datastructures import Accept
from werkzeug.http import parse_accept_header

MAGIC, NAMED, UNNAMED, REST = b"\x1f\x8b\x08", b"\x08", b"\0", b"\0\0\0\0\0\xff"
END = b"\x03\x00"  # an empty block that says it is the last
LONGEST_STORED = 0xFFFF
NEVER = b"\xff"  # a byte that is in no text, so what stands for a hole is never referred to


def is_wanted(environ: Mapping[str, Any]) -> bool:
    asked = environ.get("HTTP_ACCEPT_ENCODING", "")
    return "gzip" in asked and (";" not in asked or _is_weighed_in(asked))


@lru_cache(maxsize=256)
def _is_weighed_in(asked: str) -> bool:
    """Where weights are given: with `gzip;q=0` a client says that it cannot unpack."""
    return parse_accept_header(asked, Accept).quality("gzip") > 0


def gzip(body: bytes) -> bytes:
    """Pack `body`; the same body comes out longer or shorter, at random, against BREACH.

    The file name in the gzip header takes the padding, as in Django since 4.2.
    """
    padding = secrets.token_hex(1 + secrets.randbelow(24)).encode() + b"\0"
    packer = isal_zlib.compressobj(1, wbits=-15)
    small = packer.compress(body) + packer.flush()
    return b"".join((MAGIC, NAMED, REST, padding, small, _tail(body)))


def packed(pieces: Sequence[bytes], holes: Mapping[int, int | None]) -> list[bytes]:
    """Each of `pieces` packed by itself, to be joined when the holes among them are `stored`.

    `holes` gives the places of holes and the length of what will fill them, where it is always the
    same: text after such a hole may refer to text before it. Slow, and as small as it can be.
    """
    packer = zlib.compressobj(9, wbits=-15)
    small: list[bytes] = []
    for place, piece in enumerate(pieces):
        length = holes.get(place, len(piece))
        if length is None:
            packer.flush(zlib.Z_FULL_FLUSH)  # from here on nothing before is referred to
            small.append(b"")
        else:
            seen = NEVER * length if place in holes else piece
            small.append(packer.compress(seen) + packer.flush(zlib.Z_SYNC_FLUSH))
    return small


def stored(text: bytes) -> bytes:
    """A hole filled: `text` as it is, so no secret is ever packed beside what somebody typed."""
    assert len(text) <= LONGEST_STORED
    return struct.pack("<BHH", 0, len(text), len(text) ^ 0xFFFF) + text


def joined(body: bytes, small: Iterable[bytes]) -> bytes:
    """The gzip form of `body` from its pieces."""
    return b"".join((MAGIC, UNNAMED, REST, *small, END, _tail(body)))


def _tail(body: bytes) -> bytes:
    return struct.pack("<LL", isal_zlib.crc32(body), len(body) & 0xFFFFFFFF)

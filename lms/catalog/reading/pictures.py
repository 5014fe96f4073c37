"""The size of a picture, read from its first bytes; the pixels are never decoded."""

import struct
from collections.abc import Callable

Size = tuple[int, int]
START_OF_FRAME = set(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
WITHOUT_LENGTH = {0x01, *range(0xD0, 0xD9)}


def picture_size(content_type: str, content: bytes) -> Size | None:
    """Width and height in pixels, or None where the header does not tell."""
    reader = READERS.get(content_type)
    try:
        found = reader(content) if reader else None
    except (struct.error, IndexError):
        return None
    return found if found and all(found) else None


def _png(content: bytes) -> Size | None:
    width, height = struct.unpack(">II", content[16:24])
    return (width, height) if content[12:16] == b"IHDR" else None


def _gif(content: bytes) -> Size | None:
    width, height = struct.unpack("<HH", content[6:10])
    return width, height


def _jpeg(content: bytes) -> Size | None:
    at = 2
    while content[at] == 0xFF:
        marker = content[at + 1]
        if marker in START_OF_FRAME:
            height, width = struct.unpack(">HH", content[at + 5 : at + 9])
            return width, height
        at += 1 if marker == 0xFF else 2 if marker in WITHOUT_LENGTH else 2 + _length(content, at)
    return None


def _length(content: bytes, at: int) -> int:
    return int.from_bytes(content[at + 2 : at + 4], "big")


def _webp(content: bytes) -> Size | None:
    form = content[12:16]
    if form == b"VP8 ":
        width, height = struct.unpack("<HH", content[26:30])
        return width & 0x3FFF, height & 0x3FFF
    if form == b"VP8L":
        bits = int.from_bytes(content[21:25], "little")
        return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
    if form == b"VP8X" and len(content) >= 30:
        return _less_one(content[24:27]), _less_one(content[27:30])
    return None


def _less_one(three: bytes) -> int:
    return int.from_bytes(three, "little") + 1


READERS: dict[str, Callable[[bytes], Size | None]] = {
    "image/png": _png,
    "image/gif": _gif,
    "image/jpeg": _jpeg,
    "image/webp": _webp,
}

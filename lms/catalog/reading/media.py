"""The files in `media/`: few types, told by their content, none of them large."""

from dataclasses import dataclass
from hashlib import sha256

import puremagic

from lms.catalog.reading.drawings import Drawing, read_drawing
from lms.catalog.reading.grammar import MEDIA
from lms.catalog.reading.pictures import picture_size
from lms.catalog.reading.shapes import Mistake, ReadMedia
from lms.catalog.reading.sheet import Findings

LARGEST = 2 * 2**20
SVG = "image/svg+xml"
TYPES = {
    "svg": SVG,
    "png": "image/png",
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
    "webp": "image/webp",
    "gif": "image/gif",
    "pdf": "application/pdf",
}


@dataclass
class _Look:
    """One look at one file; `wrong` notes against its path."""

    path: str
    findings: Findings

    def wrong(self, text: str, mend: str, line: int = 1, column: int = 1) -> None:
        self.findings.mistakes.append(Mistake(self.path, line, column, text, mend))


def read_media(path: str, name: str, content: bytes, findings: Findings) -> ReadMedia:
    """The file as pages show it; what speaks against showing it is noted."""
    look = _Look(path, findings)
    before = len(findings.mistakes)
    content_type = _content_type(look, name, content)
    told = len(findings.mistakes) == before
    width, height = _size(look, content_type, content) if told else (None, None)
    return ReadMedia(name, content, content_type, sha256(content).hexdigest(), width, height)


def _content_type(look: _Look, name: str, content: bytes) -> str:
    bare = name.removeprefix("media/")
    stated = TYPES.get(bare.rpartition(".")[2].lower(), "")
    if not MEDIA.fullmatch(bare):
        mend = "Pakai huruf kecil, angka, titik, tanda hubung, dan garis bawah."
        look.wrong("Nama berkas media tidak sah.", mend)
    if len(content) > LARGEST:
        look.wrong("Berkas ini lebih dari 2 MB.", "Perkecil; warga daerah membukanya lewat ponsel.")
    elif not stated:
        look.wrong("Jenis berkas ini tidak didukung.", f"Pakai {', '.join(TYPES)}.")
    elif stated != SVG and stated not in _told_types(content):
        look.wrong(f"Isi berkas ini bukan {stated}.", "Ekspor ulang atau perbaiki akhirannya.")
    return stated


def _told_types(content: bytes) -> set[str]:
    try:
        return {told.mime_type for told in puremagic.magic_string(content)}
    except (puremagic.PureError, ValueError):
        return set()


def _size(look: _Look, content_type: str, content: bytes) -> tuple[int | None, int | None]:
    if content_type == "application/pdf":
        return None, None
    if content_type == SVG:
        drawing = read_drawing(content)
        _report(look, drawing)
        return drawing.width, drawing.height
    size = picture_size(content_type, content)
    if size is None:
        look.wrong("Ukuran gambar ini tidak terbaca.", "Ekspor ulang gambarnya.")
    return size or (None, None)


def _report(look: _Look, drawing: Drawing) -> None:
    for line, column, text, mend in drawing.faults:
        look.wrong(text, mend, line, column)
    if not drawing.faults and drawing.width is None:
        look.wrong("Ukuran SVG ini tidak disebut.", 'Tambahkan viewBox="0 0 lebar tinggi".')
